import {
  annotateWorkers,
  applyPatch,
  checkReplaced,
  checkUntouched,
  fetchCaByGetcert,
  machinesOf,
  rollWorkersAfter,
  scenario,
  tkgLines,
  tkgOn,
  writePatch,
} from "../../harness/index.ts";
import { differs, differsOnNewerLine, helloFrom, helloOn } from "./tkg.ts";

const os = "photon";
const clusterApi = "1.10";
const unknownAuthority = /x509: certificate signed by unknown authority/;

export default scenario({
  id: "tkg/annotation-rolls-nothing",
  title: "On Cluster API 1.10 the date annotation rolls no worker; rolloutAfter does",
  seed: "000",
  product: "TKG 1.x procedures on a newer Cluster API",
  tags: ["tkg", "photon", "limits", "ci"],
  differs: [...differs, differsOnNewerLine],
  uses: [...tkgOn(clusterApi), "harbor", "toolbox", "hello-app"],
})
  .given("harbor", "a self-signed Harbor holds hello-app", ({ lab }) => lab.harbor())
  .given("tkg", "a management cluster with Cluster API 1.10", ({ lab }) => lab.tkg({ clusterApi }))
  .given("file", "the operator has a cluster configuration", ({ lab, tkg: { tanzu } }) =>
    tanzu.writeClusterConfig({
      CLUSTER_NAME: lab.name(),
      OS_NAME: os,
      KUBERNETES_VERSION: tkgLines[clusterApi].kubernetesVersion,
    }),
  )
  .given("cluster", "a cluster is created without the overlay", ({ tkg: { tanzu }, file }) =>
    tanzu.createCluster(file),
  )
  .red("pulling hello-app fails on its worker", ({ cluster, harbor }) => helloOn(cluster, harbor, -1), {
    error: unknownAuthority,
    symptom: "N01",
  })
  .given("ca", "the operator has Harbor's CA, by getcert", ({ tkg: { jumpbox }, harbor }) =>
    fetchCaByGetcert({ jumpbox, caUrl: harbor.getcertUrl }),
  )
  .when("overlay", "custom-ca.yaml and harbor-ca.pem go into 03_customizations", ({ tkg, ca }) =>
    tkg.customize(os, ca),
  )
  .when("patch", "the dry run goes into patch.yaml", ({ tkg: { tanzu }, file }) =>
    writePatch({ tanzu, file }),
  )
  .given("before", "the Machines are noted", ({ cluster }) => machinesOf(cluster))
  .when("applied", "kubectl apply rolls the control plane", ({ cluster, patch }) =>
    applyPatch({ cluster, patch }),
  )
  .green("the control plane has a new Machine", ({ cluster, before }) =>
    checkReplaced({ cluster, before, part: "control plane" }),
  )
  .green("hello-app runs on its control plane", ({ cluster, harbor }) => helloOn(cluster, harbor, 0), {
    answer: helloFrom,
  })
  .green(
    "the date annotation is accepted, and written on the Machine that is there",
    ({ cluster }) => annotateWorkers({ cluster }),
    {
      answer:
        /^machinedeployment\.cluster\.x-k8s\.io\/\S+-md-0 patched\n\S+-md-0-\S+ is annotated with date=\d+$/,
    },
  )
  .red(
    "no worker is replaced",
    ({ cluster, before }) => checkReplaced({ cluster, before, part: "workers" }),
    { error: /^before: (\S+-md-0-\S+) Running\nnow: \1 Running$/ },
  )
  .green("the worker is the Machine that it was", ({ cluster, before }) =>
    checkUntouched({ cluster, before, part: "workers" }),
  )
  .red("pulling hello-app still fails on its worker", ({ cluster, harbor }) => helloOn(cluster, harbor, -1), {
    error: unknownAuthority,
    symptom: "N01",
  })
  .when("rolled", "the MachineDeployment's rolloutAfter is set to now", ({ cluster }) =>
    rollWorkersAfter({ cluster }),
  )
  .green("the worker is a new Machine", ({ cluster, before }) =>
    checkReplaced({ cluster, before, part: "workers" }),
  )
  .green("hello-app runs on its worker", ({ cluster, harbor }) => helloOn(cluster, harbor, -1), {
    answer: helloFrom,
  });
