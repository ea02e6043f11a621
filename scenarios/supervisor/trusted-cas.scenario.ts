import {
  applyServiceConfiguration,
  checkReplaced,
  checkSameCa,
  checkUntouched,
  createHarborChartSecret,
  fetchChartCa,
  machinesOf,
  scenario,
  standingOf,
  supervisorAssets,
  watchStandstill,
  writeServiceConfiguration,
} from "../../harness/index.ts";
import { differs, helloFrom, helloOn, unknownAuthority } from "./supervisor.ts";

const namespace = "ns1";

export default scenario({
  id: "supervisor/trusted-cas",
  title:
    "TkgServiceConfiguration makes new clusters trust Harbor at once, and existing ones at their next update",
  seed: "004",
  product: "vSphere with Tanzu",
  tags: ["supervisor", "containerd"],
  differs: [
    ...differs,
    "Harbor runs beside the clusters; tkc-cluster-1, which plays its host, holds the secret of its chart without the key",
  ],
  uses: [...supervisorAssets, "harbor", "hello-app"],
})
  .given("harbor", "a self-signed Harbor holds hello-app", ({ lab }) => lab.harbor())
  .given("sv", "a Supervisor of its own: its configuration will change", ({ lab }) =>
    lab.supervisor({ own: true }),
  )
  .given("existing", "tkc-cluster-1 is created in the namespace ns1", async ({ sv }) => {
    await sv.createNamespace(namespace);
    return sv.createCluster({ name: sv.clusterName("tkc-cluster-1"), namespace });
  })
  .red(
    "pulling hello-app fails on its control plane",
    ({ existing, harbor }) => helloOn(existing, harbor, 0),
    {
      error: unknownAuthority,
      symptom: "N01",
    },
  )
  .red("pulling hello-app fails on its worker", ({ existing, harbor }) => helloOn(existing, harbor, -1), {
    error: unknownAuthority,
    symptom: "N01",
  })

  .given(
    "ca",
    "the operator has Harbor's CA in base64, from the secret harbor-harbor-nginx",
    async (context) => {
      const { existing, harbor } = context;
      const { kube, kubectl } = existing;
      await createHarborChartSecret({ kube, namespace: "default", harbor, caPem: harbor.ca.certificatePem });
      return fetchChartCa({ kubectl });
    },
  )
  .green("getcert gives the same CA", ({ sv, harbor, ca }) =>
    checkSameCa({ data: ca, operator: sv.operator, caUrl: harbor.getcertUrl }),
  )
  .given("before", "the Machines are noted", async ({ existing }) => ({
    machines: await machinesOf(existing),
    standing: await standingOf(existing),
  }))
  .when("tks", "tks.yaml is written with that CA", ({ lab, ca }) =>
    writeServiceConfiguration({ folder: lab.context.secretsDir, cas: [{ name: "harbor-ca", data: ca }] }),
  )
  .green(
    "it is applied to the Supervisor",
    ({ sv, tks }) => applyServiceConfiguration({ supervisor: sv.supervisor, file: tks }),
    { answer: /^tkgserviceconfiguration\.run\.tanzu\.vmware\.com\/tkg-service-configuration configured\b/ },
  )
  .green("tkc-cluster-1 does not roll", ({ existing, before }) =>
    watchStandstill({ cluster: existing, before: before.standing }),
  )
  .red(
    "pulling hello-app still fails on its control plane",
    ({ existing, harbor }) => helloOn(existing, harbor, 0),
    {
      error: unknownAuthority,
      symptom: "N01",
    },
  )
  .red(
    "pulling hello-app still fails on its worker",
    ({ existing, harbor }) => helloOn(existing, harbor, -1),
    {
      error: unknownAuthority,
      symptom: "N01",
    },
  )

  .when("created", "tkc-cluster-2 is created", ({ sv }) =>
    sv.createCluster({ name: sv.clusterName("tkc-cluster-2"), namespace }),
  )
  .green("hello-app runs on its control plane", ({ created, harbor }) => helloOn(created, harbor, 0), {
    answer: helloFrom,
  })
  .green("hello-app runs on its worker", ({ created, harbor }) => helloOn(created, harbor, -1), {
    answer: helloFrom,
  })

  .green("tkc-cluster-1 has the control plane that it had", ({ existing, before }) =>
    checkUntouched({ cluster: existing, before: before.machines, part: "control plane" }),
  )
  .green("tkc-cluster-1 has the workers that it had", ({ existing, before }) =>
    checkUntouched({ cluster: existing, before: before.machines, part: "workers" }),
  )
  .when("updated", "tkc-cluster-1 is updated: its nodes are to be of another class", ({ sv, existing }) =>
    sv.updateCluster({ name: existing.name, namespace, vmClass: "best-effort-medium" }),
  )
  .green("its control plane has new Machines", ({ existing, before }) =>
    checkReplaced({ cluster: existing, before: before.machines, part: "control plane" }),
  )
  .green("its workers have new Machines", ({ existing, before }) =>
    checkReplaced({ cluster: existing, before: before.machines, part: "workers" }),
  )
  .green("hello-app runs on its new control plane", ({ existing, harbor }) => helloOn(existing, harbor, 0), {
    answer: helloFrom,
  })
  .green("hello-app runs on its new worker", ({ existing, harbor }) => helloOn(existing, harbor, -1), {
    answer: helloFrom,
  });
