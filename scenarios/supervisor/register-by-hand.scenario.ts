import {
  checkSshKey,
  fetchSshKey,
  logInToNode,
  replaceWorker,
  scenario,
  startOutsideMachine,
  supervisorAssets,
  trustNodesBySsh,
} from "../../harness/index.ts";
import { clusterInNs1, getcertOfHarbor1, jumpboxFor } from "./jumpbox.ts";
import { differs, helloFrom, helloOn, nodeOf } from "./supervisor.ts";

/** What `kubectl get secrets` lists in the seed, of a cluster; then the key. */
const secretsOfSeed = new RegExp(
  [
    ...["ca", "encryption", "etcd", "kubeconfig", "proxy", "sa"].map((name) => String.raw`\S+-${name} .*\n`),
    String.raw`\S+-ssh +kubernetes\.io/ssh-auth +1 .*\n`,
    String.raw`\S+-ssh-password +Opaque +1 .*\n`,
    String.raw`RSA PRIVATE KEY, \d+ lines$`,
  ].join(String.raw`(?:.*\n)*`),
);
const unknownAuthority = /x509: certificate signed by unknown authority/;

export default scenario({
  id: "supervisor/register-by-hand",
  title: "From a jumpbox Pod the CA is registered on each node; a node that is replaced lacks it again",
  seed: "003",
  product: "vSphere with Tanzu",
  tags: ["supervisor", "ssh", "containerd"],
  differs: [...differs, "the jumpbox's image has what the seed installs by apt"],
  uses: [...supervisorAssets, "harbor", "hello-app"],
})
  .given("harbor", "a self-signed Harbor holds hello-app, and answers like Harbor 1 too", ({ lab }) =>
    lab.harbor({ legacyApi: true }),
  )
  .given("sv", "a Supervisor", ({ lab }) => lab.supervisor())
  .given("cluster", "a cluster of the namespace ns1 does not know Harbor's CA", clusterInNs1)
  .red("pulling hello-app fails on its control plane", ({ cluster, harbor }) => helloOn(cluster, harbor, 0), {
    error: unknownAuthority,
    symptom: "N01",
  })
  .red("pulling hello-app fails on its worker", ({ cluster, harbor }) => helloOn(cluster, harbor, -1), {
    error: unknownAuthority,
    symptom: "N01",
  })

  .green(
    "the nodes' SSH key is in a secret of the Supervisor",
    ({ sv, cluster }) => checkSshKey({ kubectl: sv.supervisor.kubectl, cluster }),
    { answer: secretsOfSeed },
  )
  .given("sshKey", "it is taken from there", ({ sv, cluster }) =>
    fetchSshKey({ kubectl: sv.supervisor.kubectl, cluster }),
  )
  .given("outside", "a machine on another network has the key too", async ({ lab, sshKey }) => {
    const { context } = lab;
    const outside = await startOutsideMachine({ context, image: lab.image("toolbox"), sshKey });
    lab.defer(() => outside[Symbol.asyncDispose]());
    return outside.machine;
  })
  .red(
    "from there no node is reached",
    async ({ outside: from, cluster }) => logInToNode({ from, node: await nodeOf(cluster, 0) }),
    {
      error: /^ssh: connect to host \S+ port 22: Connection timed out$/,
      symptom: "P07",
    },
  )
  .when("jumpbox", "jumpbox-ubuntu.yaml is applied in the cluster's namespace", jumpboxFor)
  .green(
    "from the Pod the same node is reached, by its internal IP",
    async ({ jumpbox: from, cluster }) => logInToNode({ from, node: await nodeOf(cluster, 0) }),
    { answer: /^\S+-control-plane-\S+$/ },
  )

  .when(
    "onControlPlane",
    "the CA is registered on the control plane, from Harbor 1's URL",
    async (context) => {
      const { jumpbox, cluster, harbor } = context;
      const nodes = [await nodeOf(cluster, 0)];
      return trustNodesBySsh({ jumpbox, nodes, caUrl: getcertOfHarbor1(harbor) });
    },
  )
  .green("hello-app runs on the control plane", ({ cluster, harbor }) => helloOn(cluster, harbor, 0), {
    answer: helloFrom,
  })
  .red("pulling hello-app still fails on the worker", ({ cluster, harbor }) => helloOn(cluster, harbor, -1), {
    error: unknownAuthority,
    symptom: "N01",
  })
  .when("onWorker", "the CA is registered on the worker, from Harbor 2's URL", async (context) => {
    const { jumpbox, cluster, harbor } = context;
    const nodes = [await nodeOf(cluster, -1)];
    return trustNodesBySsh({ jumpbox, nodes, caUrl: harbor.getcertUrl });
  })
  .green("hello-app runs on the worker", ({ cluster, harbor }) => helloOn(cluster, harbor, -1), {
    answer: helloFrom,
  })

  .when("replaced", "the worker's Machine is deleted, and another takes its place", ({ cluster }) =>
    replaceWorker({ cluster }),
  )
  .red(
    "nobody has registered the CA on the new worker",
    ({ cluster, harbor }) => helloOn(cluster, harbor, -1),
    {
      error: unknownAuthority,
      symptom: "N01",
    },
  )
  .green(
    "hello-app still runs on the control plane, which is the one it was",
    ({ cluster, harbor }) => helloOn(cluster, harbor, 0),
    { answer: helloFrom },
  );
