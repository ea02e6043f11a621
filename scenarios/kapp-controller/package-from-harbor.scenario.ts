import {
  addNodesOnlyCa,
  applyPatch,
  checkCreatedResources,
  checkDiff,
  checkDryRun,
  checkResolvedImages,
  checkTrust,
  configureKappController,
  fetchCaByGetcert,
  forgetKappControllerConfig,
  installPackage,
  kappControllerConfigured,
  retryPackage,
  scenario,
  tkgLines,
  tkgOn,
  trustInBundle,
  writePatch,
} from "../../harness/index.ts";
import { differs as differsOfTkg, differsOnNewerLine, helloFrom, helloOn } from "../tkg/tkg.ts";
import {
  differs,
  hello,
  imgpkgUnknownAuthority,
  offerHello,
  placesOf,
  reconciled,
  relocateHello,
  tellOfCa,
} from "./packages.ts";

const os = "photon";
const clusterApi = "1.10";

export default scenario({
  id: "kapp-controller/package-from-harbor",
  title: "kapp-controller needs the CA too, or no package comes from Harbor, however well the nodes trust it",
  seed: "000",
  product: "TKG 1.x",
  tags: ["ci", "kapp-controller", "tkg", os],
  differs: [...differsOfTkg, differsOnNewerLine, ...differs],
  uses: [...tkgOn(clusterApi), "harbor", "toolbox", "hello-app", "bundle-hello"],
})
  .given("harbor", "a self-signed Harbor", ({ lab }) => lab.harbor())
  .given("tkg", "a management cluster and an operator's configuration folder", ({ lab }) =>
    lab.tkg({ clusterApi }),
  )
  .given("ca", "the operator has Harbor's CA, by getcert", ({ tkg: { jumpbox }, harbor }) =>
    fetchCaByGetcert({ jumpbox, caUrl: harbor.getcertUrl }),
  )
  .given("file", "an overlay makes nodes trust it, as the documentation of TKG does", async (past) => {
    const { lab, ca } = past;
    const { tanzu } = past.tkg;
    await addNodesOnlyCa(tanzu.home, ca);
    return tanzu.writeClusterConfig({
      CLUSTER_NAME: lab.name(),
      OS_NAME: os,
      KUBERNETES_VERSION: tkgLines[clusterApi].kubernetesVersion,
    });
  })
  .given("cluster", "a cluster is created", ({ tkg: { tanzu }, file }) => tanzu.createCluster(file))
  .green("containerd trusts Harbor: hello-app runs", ({ cluster, harbor }) => helloOn(cluster, harbor, -1), {
    answer: helloFrom,
  })

  .red("imgpkg copy does not, unless it is told", ({ lab, harbor }) => relocateHello({ lab, harbor }), {
    error: /^imgpkg: Error: [^]*x509: certificate signed by unknown authority/m,
    symptom: "P01",
  })
  .green(
    "imgpkg copies the bundle with --registry-ca-cert-path",
    ({ lab, harbor, ca }) => relocateHello({ lab, harbor, caPem: ca }),
    { answer: /importing \d+ images/ },
  )
  .when("offered", "package.yaml names Harbor's copy and is applied", ({ lab, harbor, cluster }) =>
    offerHello({ lab, harbor, cluster }),
  )
  .red(
    "kapp-controller cannot fetch it",
    ({ cluster }) => installPackage({ cluster, ...hello, createNamespace: true }),
    {
      error: imgpkgUnknownAuthority,
      symptom: "N12",
    },
  )
  .red(
    "tkglab inspect names the place that lacks the CA",
    ({ cluster, harbor }) => checkTrust(placesOf(cluster, harbor)),
    { error: /^kapp-controller \(tkg-system\): caCerts: missing; / },
  )

  .green("caCerts in the ConfigMap reach its trust store, without a restart", ({ cluster, ca }) =>
    tellOfCa({ cluster, kind: "ConfigMap", caCerts: ca }),
  )
  .green("the package is installed", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    answer: reconciled,
  })
  .green("kbld took the images from Harbor", ({ cluster }) => checkResolvedImages({ cluster, ...hello }), {
    answer: /^resolve \| final: \S+ -> harbor-\w+\.tkg\.test\/library\/hello-bundle@sha256:[0-9a-f]{64}$/m,
  })
  .green("kapp created what the bundle renders", async ({ lab, cluster, ca }) =>
    checkCreatedResources({ cluster, ...hello, toolbox: await lab.toolbox(), caPem: ca }),
  )

  .when("emptied", "the ConfigMap is empty again", ({ cluster }) =>
    configureKappController({ cluster, kind: "ConfigMap", config: { caCerts: "" } }),
  )
  .green("so is the trust store", ({ cluster, ca }) => trustInBundle({ cluster, lacks: [ca] }))
  .red("kapp-controller has forgotten the CA", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    error: imgpkgUnknownAuthority,
    symptom: "N12",
  })
  .green("caCerts in a Secret reach its trust store", ({ cluster, ca }) =>
    tellOfCa({ cluster, kind: "Secret", caCerts: ca }),
  )
  .green("the package reconciles", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    answer: reconciled,
  })
  .when("deleted", "the Secret is deleted", ({ cluster }) =>
    forgetKappControllerConfig({ cluster, kind: "Secret" }),
  )
  .green("the trust store is empty again", ({ cluster, ca }) => trustInBundle({ cluster, lacks: [ca] }))
  .red("kapp-controller has forgotten the CA again", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    error: imgpkgUnknownAuthority,
    symptom: "N12",
  })

  .when("overlay", "the overlay that speaks of kapp-controller too takes the other's place", ({ tkg, ca }) =>
    tkg.customize(os, ca),
  )
  .green("the dry run holds the CA at all places", ({ tkg: { tanzu }, file, ca }) =>
    checkDryRun({ tanzu, file, os, caPem: ca }),
  )
  .when("patch", "the dry run goes into patch.yaml", ({ tkg: { tanzu }, file }) =>
    writePatch({ tanzu, file }),
  )
  .green("kubectl diff shows the addon's secret and nothing else", ({ cluster, patch }) =>
    checkDiff({
      cluster,
      patch,
      expected: {
        objects: [`Secret ${cluster.name}-kapp-controller-addon`],
        lines: [/^[+-]  values\.yaml: '?\*\*\*.*$/],
      },
    }),
  )
  .when("applied", "kubectl apply changes the secret; no Machine rolls", ({ cluster, patch }) =>
    applyPatch({ cluster, patch }),
  )
  .when(
    "configured",
    "kapp-controller on the management cluster brings the CA to the ConfigMap",
    ({ cluster, ca }) => kappControllerConfigured({ cluster, caPem: ca }),
  )
  .green("the CA reaches its trust store", ({ cluster, ca }) => trustInBundle({ cluster, holds: [ca] }))
  .green("the package reconciles for good", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    answer: reconciled,
  })
  .green("tkglab inspect finds every place in order", ({ cluster, harbor }) =>
    checkTrust(placesOf(cluster, harbor)),
  );
