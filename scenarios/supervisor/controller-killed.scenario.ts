import {
  checkClusterGone,
  checkReplaced,
  fetchCaByGetcert,
  killControllerDuring,
  listObjects,
  machinesOf,
  scenario,
  supervisorAssets,
} from "../../harness/index.ts";
import { differs, helloFrom, helloOn } from "./supervisor.ts";

const namespace = "ns1";

export default scenario({
  id: "supervisor/controller-killed",
  title: "The Supervisor's controller may die at any time: what it was doing ends right",
  seed: "003",
  product: "vSphere with Tanzu",
  tags: ["supervisor", "limits"],
  differs,
  uses: [...supervisorAssets, "harbor", "hello-app"],
})
  .given("harbor", "a self-signed Harbor holds hello-app", ({ lab }) => lab.harbor())
  .given("sv", "a Supervisor of its own", ({ lab }) => lab.supervisor({ own: true }))
  .given("tkc", "a TanzuKubernetesCluster that trusts Harbor is written down", async ({ sv, harbor }) => {
    await sv.createNamespace(namespace);
    const ca = await fetchCaByGetcert({ jumpbox: sv.operator, caUrl: harbor.getcertUrl });
    const trust = [{ name: "harbor-ca", data: Buffer.from(ca).toString("base64") }];
    return { name: sv.clusterName("tkc-cluster-1"), namespace, trust };
  })
  .when(
    "created",
    "it is created, and the controller killed as soon as its Cluster is there",
    ({ sv, tkc }) =>
      killControllerDuring({
        ...{ supervisor: sv.supervisor, cluster: tkc, doing: "creating", machines: 2 },
        work: () => sv.createCluster(tkc),
      }),
  )
  .green(
    "it is Ready all the same, with a Machine of each part",
    ({ created }) => Promise.resolve(created.attempt),
    {
      answer: /^the cluster was creating when/,
    },
  )
  .green("hello-app runs on its control plane", ({ created, harbor }) => helloOn(created.value, harbor, 0), {
    answer: helloFrom,
  })
  .green("hello-app runs on its worker", ({ created, harbor }) => helloOn(created.value, harbor, -1), {
    answer: helloFrom,
  })
  .given("before", "the Machines are noted", ({ created }) => machinesOf(created.value))
  .when(
    "updated",
    "its class is changed, and the controller killed as soon as a template is made",
    ({ sv, tkc }) =>
      killControllerDuring({
        // Those of before, and one in place of each.
        ...{ supervisor: sv.supervisor, cluster: tkc, doing: "updating", machines: 4 },
        work: () => sv.updateCluster({ ...tkc, vmClass: "guaranteed-small" }),
      }),
  )
  .green("the update is carried out, and once only", ({ updated }) => Promise.resolve(updated.attempt), {
    answer: /^the cluster was updating when/,
  })
  .green("the control plane has a new Machine", ({ created, before }) =>
    checkReplaced({ cluster: created.value, before, part: "control plane" }),
  )
  .green("the worker is a new Machine", ({ created, before }) =>
    checkReplaced({ cluster: created.value, before, part: "workers" }),
  )
  .green("hello-app runs on the new worker", ({ created, harbor }) => helloOn(created.value, harbor, -1), {
    answer: helloFrom,
  })
  .when("deleted", "it is deleted, and the controller killed as soon as its Cluster goes", ({ sv, tkc }) =>
    killControllerDuring({
      ...{ supervisor: sv.supervisor, cluster: tkc, doing: "deleting", machines: 2 },
      work: () => sv.deleteCluster(tkc),
    }),
  )
  .green("it is gone, and no Machine was made again", ({ deleted }) => Promise.resolve(deleted.attempt), {
    answer: /^the cluster was deleting when/,
  })
  .red(
    "the Supervisor does not know it any more",
    ({ sv, tkc }) =>
      listObjects({ cluster: sv.supervisor, what: `tanzukubernetescluster/${tkc.name}`, namespace }),
    { error: /tanzukubernetesclusters\.run\.tanzu\.vmware\.com "tkc-cluster-1-\S+" not found/ },
  )
  .green("nothing is left of it", ({ sv, tkc }) =>
    checkClusterGone({ supervisor: sv.supervisor, cluster: tkc }),
  );
