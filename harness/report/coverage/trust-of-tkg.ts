import type { SeedProcedure } from "./seed-procedure.ts";

const newClusters = ["tkg/new-cluster-photon", "tkg/new-cluster-ubuntu"];
const existingClusters = ["tkg/existing-cluster-photon", "tkg/existing-cluster-ubuntu"];
const packages = ["kapp-controller/cartographer-package"];

/** Seed 000: TKG 1.x and Tanzu Community Edition learn to trust Harbor. */
export const trustOfTkg: readonly SeedProcedure[] = [
  {
    id: "000/ca-by-getcert",
    title: "Harbor's CA is fetched from Harbor",
    commands: ["curl -sk https://${HARBOR_HOST}/api/v2.0/systeminfo/getcert"],
    scenarios: newClusters,
  },
  {
    id: "000/ca-from-secret",
    title: "Harbor's CA is taken from the secret of its package",
    commands: ["kubectl get secret -n ${HARBOR_NAMESPACE} harbor-tls --template ..."],
    scenarios: existingClusters,
  },
  {
    id: "000/folders-of-tkg-1.3",
    title: "The overlay lies where TKG 1.3 looks for it",
    commands: ["${HOME}/.tanzu/tkg/providers/ytt/03_customizations"],
    scenarios: ["tkg/new-cluster-ubuntu"],
  },
  {
    id: "000/overlay-photon",
    title: "An overlay puts the CA on Photon nodes and into kapp-controller's configuration",
    commands: ["! which rehash_ca_certificates.sh 2>/dev/null || rehash_ca_certificates.sh"],
    scenarios: ["tkg/new-cluster-photon", "tkg/existing-cluster-photon"],
  },
  {
    id: "000/overlay-ubuntu",
    title: "An overlay puts the CA on Ubuntu nodes and into kapp-controller's configuration",
    commands: ["! which update-ca-certificates 2>/dev/null || (mv ... && update-ca-certificates)"],
    scenarios: ["tkg/new-cluster-ubuntu", "tkg/existing-cluster-ubuntu"],
  },
  {
    id: "000/dry-run",
    title: "A dry run shows the CA before a cluster is created",
    commands: ["tanzu cluster create -f ~/.config/tanzu/tkg/clusterconfigs/<CLUSTER_NAME>.yaml --dry-run"],
    scenarios: [...newClusters, "tkg/overlay-mistakes"],
  },
  {
    id: "000/create-cluster",
    title: "A new cluster is created that trusts Harbor",
    commands: ["tanzu cluster create -f ~/.config/tanzu/tkg/clusterconfigs/<CLUSTER_NAME>.yaml"],
    scenarios: newClusters,
  },
  {
    id: "000/patch-existing-cluster",
    title: "The dry run of an existing cluster is compared and applied",
    commands: [
      "tanzu cluster create -f ... --dry-run > patch.yaml",
      "kubectl config use-context <MANAGEMENT_CLUSTER_CONTEXT>",
      "kubectl diff -f patch.yaml",
      "kubectl apply -f patch.yaml",
    ],
    scenarios: existingClusters,
  },
  {
    id: "000/watch-machines",
    title: "The control plane's Machines are replaced one after the other",
    commands: ["kubectl get machine -w"],
    scenarios: [...existingClusters, "tkg/existing-cluster-three"],
  },
  {
    id: "000/roll-workers",
    title: "A date annotation rolls the workers",
    commands: ["kubectl patch machinedeployment <CLUSTER_NAME>-md-0 --type merge -p ..."],
    scenarios: [...existingClusters, "tkg/annotation-rolls-nothing"],
  },
  {
    id: "000/see-kapp-controller-config",
    title: "kapp-controller's ConfigMap holds the CA",
    commands: ["kubectl get cm -n tkg-system kapp-controller-config -ojsonpath='{.data}'"],
    scenarios: [...existingClusters, ...newClusters],
  },
  {
    id: "000/restart-kapp-controller",
    title: "kapp-controller is restarted where it has not seen its configuration",
    commands: ["kubectl rollout restart -n tkg-system deployment kapp-controller"],
    scenarios: [...existingClusters, "kapp-controller/restart-or-not"],
  },
  {
    id: "000/push-hello-app",
    title: "hello-app is pushed to Harbor by Docker",
    commands: [
      "docker pull gcr.io/google-samples/hello-app:1.0",
      "docker tag gcr.io/google-samples/hello-app:1.0 ${HARBOR_HOST}/library/hello-app:1.0",
      "docker push ${HARBOR_HOST}/library/hello-app:1.0",
    ],
    scenarios: ["registry/docker-certs-d"],
  },
  {
    id: "000/run-hello-app",
    title: "hello-app runs from Harbor's image: containerd trusts it",
    commands: [
      "kubectl run hello-app --image ${HARBOR_HOST}/library/hello-app:1.0",
      "kubectl get pod -l run=hello-app",
    ],
    scenarios: [...newClusters, ...existingClusters],
  },
  {
    id: "000/relocate-bundle",
    title: "A bundle is relocated into Harbor",
    commands: ["imgpkg copy --tar bundle.tar --to-repo ... --registry-ca-cert-path ..."],
    scenarios: ["kapp-controller/package-from-harbor", ...packages],
  },
  {
    id: "000/offer-packages",
    title: "A package that names Harbor's copy is offered",
    commands: ["sed -i ... package.yaml", "kubectl apply -f package.yaml -f package-metadata.yaml"],
    scenarios: ["kapp-controller/package-from-harbor", ...packages],
  },
  {
    id: "000/install-cert-manager",
    title: "cert-manager is installed as a package",
    commands: [
      "kubectl create namespace tkg-package-install",
      "tanzu package install cert-manager --package-name ... --version ... --namespace tkg-package-install",
    ],
    scenarios: packages,
  },
  {
    id: "000/install-cartographer",
    title: "Cartographer is installed as a package: kapp-controller trusts Harbor",
    commands: ["tanzu package install cartographer --package-name cartographer.carto.run ..."],
    scenarios: packages,
  },
  {
    id: "000/see-app",
    title: "The package's App shows what came from where",
    commands: ["kubectl get app cartographer -oyaml"],
    scenarios: packages,
  },
];
