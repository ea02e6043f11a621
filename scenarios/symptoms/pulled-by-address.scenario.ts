import {
  issueServerCertificate,
  type LabCluster,
  type LabHarbor,
  runHelloApp,
  scenario,
  trustNodesBySsh,
  typeOnNode,
} from "../../harness/index.ts";

const noSan = /x509: cannot validate certificate for ([0-9.]+) because it doesn't contain any IP SANs$/;

/** hello-app by the address that the name of its registry stands for. */
async function byAddress(cluster: LabCluster, harbor: LabHarbor) {
  return { cluster, image: harbor.helloApp.replace(harbor.host, await addressOf(cluster, harbor)) };
}

async function addressOf({ jumpbox, nodes: [node] }: LabCluster, { host }: LabHarbor): Promise<string> {
  const { text } = await typeOnNode({ jumpbox, node, line: `getent ahostsv4 ${host}` });
  return text.split(" ")[0] ?? "";
}

export default scenario({
  id: "symptoms/pulled-by-address",
  title: "A registry that is named by its address needs that address in its certificate, as an address",
  seed: "003",
  product: "vSphere with Tanzu",
  tags: ["nightly", "containerd", "photon", "ssh", "mistake"],
  differs: [
    "the node is a container of kind; its root file system is Debian with Photon's certificate tools and name",
  ],
  uses: ["kind", "node-photon", "harbor", "toolbox", "hello-app"],
})
  .given("harbor", "a self-signed Harbor holds hello-app", ({ lab }) => lab.harbor())
  .given("cluster", "a cluster", ({ lab }) => lab.workloadCluster({ os: "photon" }))
  .when("trusted", "Harbor's CA is registered over SSH", ({ cluster, harbor }) =>
    trustNodesBySsh({ jumpbox: cluster.jumpbox, nodes: cluster.nodes, caUrl: harbor.getcertUrl }),
  )
  .red(
    "pulling by the address fails",
    async ({ cluster, harbor }) => runHelloApp(await byAddress(cluster, harbor)),
    { error: noSan, symptom: "N07" },
  )
  .when("misnamed", "the certificate gets the address as a DNS name", async ({ cluster, harbor }) =>
    harbor.serveCertificateFor([harbor.host, await addressOf(cluster, harbor)]),
  )
  .red(
    "pulling by the address fails with the same words",
    async ({ cluster, harbor }) => runHelloApp(await byAddress(cluster, harbor)),
    { error: noSan, symptom: "N07" },
  )
  .when("named", "it gets the address as an address", async ({ cluster, harbor }) => {
    const names = { dnsNames: [harbor.host], ipAddresses: [await addressOf(cluster, harbor)] };
    await harbor.replaceCertificate(await issueServerCertificate({ issuer: harbor.ca, ...names }));
  })
  .green("hello-app runs", async ({ cluster, harbor }) => runHelloApp(await byAddress(cluster, harbor)), {
    answer: /^Hello, world!\nVersion: 1\.0\.0\nHostname: hello-app\n$/,
  });
