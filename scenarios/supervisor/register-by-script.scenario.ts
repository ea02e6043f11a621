import {
  askWithToken,
  checkStages,
  checkTokenExpires,
  checkUnchanged,
  giveScript,
  logInToCluster,
  nodesOf,
  readNodeStates,
  registerByScript,
  removeNodeImages,
  scenario,
  Secret,
  startSshServer,
  stopSshServer,
  supervisorAssets,
  tokenThatExpires,
} from "../../harness/index.ts";
import { clusterInNs1, getcertOfHarbor1, jumpboxFor } from "./jumpbox.ts";
import { differs, helloFrom, helloOn, nodeOf } from "./supervisor.ts";

const unknownAuthority = /x509: certificate signed by unknown authority/;

export default scenario({
  id: "supervisor/register-by-script",
  title:
    "A script in the jumpbox registers the CA on every node, says what it could not do, and changes nothing twice",
  seed: "003",
  product: "vSphere with Tanzu",
  tags: ["ci", "supervisor", "ssh", "containerd", "rotation"],
  differs: [
    ...differs,
    "the jumpbox's image has what the seed installs by apt",
    "the script is register-registry.sh, with the arguments, settings and stages of the seed's; no vCenter is asked",
  ],
  uses: [...supervisorAssets, "harbor", "hello-app"],
})
  .given("harbor", "a self-signed Harbor holds hello-app, and answers like Harbor 1 too", ({ lab }) =>
    lab.harbor({ legacyApi: true }),
  )
  .given("sv", "a Supervisor", ({ lab }) => lab.supervisor())
  .given("cluster", "a cluster of the namespace ns1 does not know Harbor's CA", clusterInNs1)
  .given("nodes", "it has a control plane and a worker", ({ cluster }) => nodesOf(cluster))
  .given("jumpbox", "a jumpbox Pod stands in its namespace", jumpboxFor)
  .red("pulling hello-app fails on its control plane", ({ cluster, harbor }) => helloOn(cluster, harbor, 0), {
    error: unknownAuthority,
    symptom: "N01",
  })
  .red("pulling hello-app fails on its worker", ({ cluster, harbor }) => helloOn(cluster, harbor, -1), {
    error: unknownAuthority,
    symptom: "N01",
  })

  .given("session", "the administrator logs in to the cluster", ({ jumpbox, sv, cluster }) =>
    logInToCluster({ jumpbox, supervisor: sv.supervisor, cluster }),
  )
  .green("the login's token says when it expires", ({ session }) => checkTokenExpires({ session }))
  .green("the cluster's API server takes it", ({ jumpbox, session }) => askWithToken({ jumpbox, session }))
  .green("also with other times, signed by the cluster's own key", async ({ jumpbox, cluster, session }) =>
    askWithToken({ jumpbox, session, token: await tokenThatExpires({ cluster, session, expiresIn: 5 }) }),
  )
  .red(
    "but not one that has expired",
    async ({ jumpbox, cluster, session }) =>
      askWithToken({ jumpbox, session, token: await tokenThatExpires({ cluster, session, expiresIn: -5 }) }),
    { error: /"reason": ?"Unauthorized"(.|\n)*\nHTTP 401$/ },
  )

  .given("untouched", "containerd and the trust store of each node are noted", ({ jumpbox, nodes }) =>
    readNodeStates({ jumpbox, nodes }),
  )
  .when(
    "mistyped",
    "the script comes into the Pod, with a wrong password in its settings",
    ({ jumpbox, sv }) => giveScript({ jumpbox, supervisor: sv.supervisor, password: new Secret("mistyped") }),
  )
  .red(
    "the script says so",
    ({ jumpbox, cluster, harbor }) => registerByScript({ jumpbox, cluster, caUrl: getcertOfHarbor1(harbor) }),
    {
      error:
        /ERROR: Logging in to the cluster \S+: https:\/\/\S+\/wcp\/login answers 401: user or password of administrator@vsphere\.local is wrong\nexit code 1$/,
    },
  )
  .green("no node has changed", ({ jumpbox, nodes, untouched }) =>
    checkUnchanged({ jumpbox, nodes, before: untouched }),
  )

  .when("corrected", "the password is corrected", ({ jumpbox, sv }) =>
    giveScript({ jumpbox, supervisor: sv.supervisor }),
  )
  .green(
    "the script registers the CA on all nodes, then restarts containerd on all, from Harbor 1's URL",
    async ({ jumpbox, cluster, harbor, nodes }) => {
      const caUrl = getcertOfHarbor1(harbor);
      const run = await registerByScript({ jumpbox, cluster, caUrl });
      return checkStages(run, { nodes: nodes.map(({ address }) => address), caPem: harbor.caPem, caUrl });
    },
    { answer: /exit code 0$/ },
  )
  .green("hello-app runs on the control plane", ({ cluster, harbor }) => helloOn(cluster, harbor, 0), {
    answer: helloFrom,
  })
  .green("hello-app runs on the worker", ({ cluster, harbor }) => helloOn(cluster, harbor, -1), {
    answer: helloFrom,
  })

  .given("registered", "containerd and the trust store of each node are noted again", ({ jumpbox, nodes }) =>
    readNodeStates({ jumpbox, nodes }),
  )
  .green("a second run finds the CA on every node", async ({ jumpbox, cluster, harbor, nodes }) => {
    const caUrl = getcertOfHarbor1(harbor);
    const all = nodes.map(({ address }) => address);
    const run = await registerByScript({ jumpbox, cluster, caUrl });
    return checkStages(run, { nodes: all, already: all, caPem: harbor.caPem, caUrl });
  })
  .green("no node has changed, and no containerd was restarted", ({ jumpbox, nodes, registered }) =>
    checkUnchanged({ jumpbox, nodes, before: registered }),
  )

  .when("next", "Harbor gets another CA, and the nodes no longer have the image", async (context) => {
    const { harbor, jumpbox, nodes } = context;
    await harbor.serveCa(await harbor.nextCa({ organization: "Project Harbor", commonName: "Harbor CA 2" }));
    await removeNodeImages({ jumpbox, nodes, images: [harbor.helloApp] });
  })
  .red(
    "pulling hello-app fails on the control plane again",
    ({ cluster, harbor }) => helloOn(cluster, harbor, 0),
    {
      error: unknownAuthority,
      symptom: "N01",
    },
  )
  .when("down", "sshd of the worker is stopped", async ({ cluster }) =>
    stopSshServer({ node: await nodeOf(cluster, -1) }),
  )
  .red(
    "the script names the node that is down",
    ({ jumpbox, cluster, harbor }) => registerByScript({ jumpbox, cluster, caUrl: harbor.getcertUrl }),
    {
      error:
        /ERROR: Adding registry to the node '(\S+)': exit code 255: ssh: connect to host \1 port 22: Connection refused\n.* ERROR: 1 of 2 nodes failed, the others are done: \1\nexit code 1$/,
      symptom: "P07",
    },
  )
  .green(
    "the other one is done: hello-app runs there",
    ({ cluster, harbor }) => helloOn(cluster, harbor, 0),
    {
      answer: helloFrom,
    },
  )
  .red(
    "pulling hello-app fails on the one that was down",
    ({ cluster, harbor }) => helloOn(cluster, harbor, -1),
    {
      error: unknownAuthority,
      symptom: "N01",
    },
  )
  .when("up", "sshd of the worker is started", async ({ cluster }) =>
    startSshServer({ node: await nodeOf(cluster, -1) }),
  )
  .green(
    "the script does what was left, from Harbor 2's URL",
    async ({ jumpbox, cluster, harbor, nodes }) => {
      const [first = "", ...others] = nodes.map(({ address }) => address);
      const run = await registerByScript({ jumpbox, cluster, caUrl: harbor.getcertUrl });
      return checkStages(run, {
        ...{ nodes: [first, ...others], already: [first] },
        ...{ caPem: harbor.caPem, caUrl: harbor.getcertUrl },
      });
    },
  )
  .green("hello-app runs on the worker too", ({ cluster, harbor }) => helloOn(cluster, harbor, -1), {
    answer: helloFrom,
  });
