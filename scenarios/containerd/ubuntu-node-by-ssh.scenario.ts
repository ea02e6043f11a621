import { runHelloApp, scenario, trustNodesBySsh } from "../../harness/index.ts";

export default scenario({
  id: "containerd/ubuntu-node-by-ssh",
  title: "An Ubuntu node trusts Harbor after its CA is registered over SSH",
  seed: "003",
  product: "vSphere with Tanzu",
  tags: ["ci", "containerd", "ubuntu", "ssh"],
  differs: [
    "the node is a container of kind; its root file system is Debian with Ubuntu's certificate tools and name",
    "the jumpbox is a container beside the nodes, not a Pod in a Supervisor namespace",
  ],
  uses: ["kind", "node-ubuntu", "harbor", "toolbox", "hello-app"],
  varies: ["kubernetes", "containerd"],
})
  .given("harbor", "a self-signed Harbor holds hello-app", ({ lab }) => lab.harbor())
  .given("cluster", "a cluster does not know its CA", ({ lab }) => lab.workloadCluster({ os: "ubuntu" }))
  .red("pulling hello-app fails", ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }), {
    error: /x509: certificate signed by unknown authority/,
    symptom: "N01",
  })
  .when("trusted", "the CA is registered on every node over SSH", ({ cluster, harbor }) =>
    trustNodesBySsh({ jumpbox: cluster.jumpbox, nodes: cluster.nodes, caUrl: harbor.getcertUrl }),
  )
  .green(
    "hello-app runs and answers",
    ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }),
    {
      answer: /^Hello, world!\nVersion: 1\.0\.0\nHostname: hello-app\n$/,
    },
  );
