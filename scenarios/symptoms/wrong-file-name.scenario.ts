import {
  type LabCluster,
  restartContainerd,
  runHelloApp,
  scenario,
  trustNodesBySsh,
  typeOnNode,
} from "../../harness/index.ts";

const folder = "/usr/local/share/ca-certificates";

/** Types a line on the cluster's only node. */
function type({ jumpbox, nodes: [node] }: LabCluster, line: string) {
  return typeOnNode({ jumpbox, node, line });
}

export default scenario({
  id: "symptoms/wrong-file-name",
  title: "update-ca-certificates passes over a CA whose file does not end in .crt, and says nothing of it",
  seed: "003",
  product: "vSphere with Tanzu",
  tags: ["nightly", "containerd", "ubuntu", "ssh", "mistake"],
  differs: [
    "the node is a container of kind; its root file system is Debian with Ubuntu's certificate tools and name",
  ],
  uses: ["kind", "node-ubuntu", "harbor", "toolbox", "hello-app"],
})
  .given("harbor", "a self-signed Harbor holds hello-app", ({ lab }) => lab.harbor())
  .given("cluster", "a cluster does not know its CA", ({ lab }) => lab.workloadCluster({ os: "ubuntu" }))
  .given("fetched", "the CA is fetched on its node", ({ cluster, harbor }) =>
    trustNodesBySsh({
      ...{ jumpbox: cluster.jumpbox, nodes: cluster.nodes, caUrl: harbor.getcertUrl },
      forget: ["install", "rehash", "restart"],
    }),
  )
  .green("it is put beside the others, with the ending .pem", ({ cluster }) =>
    type(cluster, `sudo cp harbor-registry.crt ${folder}/harbor.pem`),
  )
  .green(
    "update-ca-certificates is content, and adds nothing",
    ({ cluster }) => type(cluster, "sudo update-ca-certificates"),
    {
      answer: /^0 added, 0 removed; done\.$/m,
    },
  )
  .when("restarted", "containerd is restarted", ({ cluster }) => restartContainerd(cluster))
  .red("pulling hello-app fails", ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }), {
    error: /x509: certificate signed by unknown authority$/,
    symptom: "N01",
  })
  .green("the file gets the ending .crt", ({ cluster }) =>
    type(cluster, `sudo mv ${folder}/harbor.pem ${folder}/harbor.crt`),
  )
  .green("update-ca-certificates adds it", ({ cluster }) => type(cluster, "sudo update-ca-certificates"), {
    answer: /^1 added, 0 removed; done\.$/m,
  })
  .when("again", "containerd is restarted again", ({ cluster }) => restartContainerd(cluster))
  .green("hello-app runs", ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }), {
    answer: /^Hello, world!\nVersion: 1\.0\.0\nHostname: hello-app\n$/,
  });
