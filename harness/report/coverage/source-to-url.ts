import type { SeedProcedure } from "./seed-procedure.ts";

const languages = ["golang", "java", "nodejs", "ruby"].map((language) => `source-to-url/${language}`);
const removed = ["source-to-url/cartographer-removed"];

/** Seed 002: from a git push to a URL, on kind. */
export const sourceToUrl: readonly SeedProcedure[] = [
  {
    id: "002/kind-cluster",
    title: "A kind cluster is created whose Ingress this machine reaches",
    commands: ["kind create cluster --config kind-expose-port.yaml"],
    scenarios: languages,
  },
  {
    id: "002/install-components",
    title: "cert-manager, kpack, Flux and an Ingress controller are installed",
    commands: [
      "kubectl apply -f .../cert-manager.yaml",
      "kubectl apply -f .../release-0.4.0.yaml",
      "kubectl create namespace gitops-toolkit",
      "kubectl create clusterrolebinding gitops-toolkit-admin ...",
      "kubectl apply -n gitops-toolkit -f .../source-controller.crds.yaml -f .../source-controller.deployment.yaml",
      "kubectl apply -f https://projectcontour.io/quickstart/contour.yaml",
      "kubectl get pod -A",
    ],
    scenarios: languages,
    differs: "Traefik in place of Contour",
  },
  {
    id: "002/carvel-tools",
    title: "imgpkg, kbld and kapp are at hand",
    commands: ["imgpkg version", "kbld version", "kapp version"],
    scenarios: removed,
    differs: "they come with the toolbox, by neither brew nor install.sh",
  },
  {
    id: "002/relocate-cartographer",
    title: "Cartographer's bundle is relocated into a private project, and pulled from it",
    commands: [
      "docker login ghcr.io -u ${GITHUB_USERNAME} -p ${GITHUB_API_TOKEN}",
      "imgpkg copy --tar /tmp/bundle.tar --to-repo ... --lock-output /tmp/cartographer-bundle.lock.yaml",
      "imgpkg pull --lock /tmp/cartographer-bundle.lock.yaml --output /tmp/cartographer",
    ],
    scenarios: removed,
  },
  {
    id: "002/install-cartographer",
    title: "Cartographer is installed by kbld and kapp",
    commands: [
      "kubectl create namespace cartographer-system",
      "kubectl create secret -n cartographer-system docker-registry private-registry-credentials ...",
      "kbld -f /tmp/cartographer | kapp deploy -a cartographer -c -f - -y",
    ],
    scenarios: removed,
  },
  {
    id: "002/see-cartographer",
    title: "kapp shows what Cartographer is made of",
    commands: ["kapp inspect -a cartographer -t"],
    scenarios: [...removed, ...languages],
  },
  {
    id: "002/registry-credentials",
    title: "The service account pushes and pulls with a login",
    commands: [
      "kubectl apply -f dockerconfig.yaml",
      "kubectl patch -n default serviceaccount default -p ...",
    ],
    scenarios: [...languages, "source-to-url/mistakes"],
  },
  {
    id: "002/cluster-builder",
    title: "Store, stack and builder are defined, and the builder is pushed",
    commands: ["kubectl apply -f clusterbuilder.yaml", "kubectl get clusterbuilder"],
    scenarios: [...languages, "source-to-url/builder-of-your-own"],
    differs: "buildpacks of our own on Debian in place of Paketo's",
  },
  {
    id: "002/templates",
    title: "Templates for source, image, Deployment, Service and Ingress are defined",
    commands: ["kubectl apply -f supply-chain-templates.yaml"],
    scenarios: languages,
  },
  {
    id: "002/supply-chain",
    title: "The supply chain is defined",
    commands: ["kubectl apply -f supply-chain.yaml"],
    scenarios: languages,
  },
  ...["golang", "tanzu", "nodejs", "ruby"].map((name, index) => ({
    id: `002/hello-${name}`,
    title: `hello-${name} is applied, becomes a URL, and is deleted`,
    commands: [
      `kubectl apply -f hello-${name}.yaml`,
      "kubectl get workload,deploy,pod,image,build,gitrepo,service,ingress",
      `curl http://hello-${name}-127-0-0-1.sslip.io`,
      `kubectl delete -f hello-${name}.yaml`,
    ],
    scenarios: languages.slice(index, index + 1),
  })),
  {
    id: "002/follow-logs",
    title: "A build is followed in the logs of its Pod",
    commands: ["stern 'hello-golang.*'"],
    scenarios: ["source-to-url/failing-builds"],
    differs: "the logs of its steps are read by the API, not by stern",
  },
];
