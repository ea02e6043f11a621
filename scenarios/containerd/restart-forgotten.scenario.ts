import { restartContainerd, runHelloApp, scenario, trustNodesBySsh } from "../../harness/index.ts";

export default scenario({
  id: "containerd/restart-forgotten",
  title: "A CA that is in place helps nothing until containerd is restarted",
  seed: "003",
  product: "vSphere with Tanzu",
  tags: ["nightly", "containerd", "photon", "ssh", "mistake"],
  differs: [
    "the node is a container of kind; its root file system is Debian with the certificate tools and the name of Photon or Ubuntu",
  ],
  uses: ["kind", "node-photon", "harbor", "toolbox", "hello-app"],
  varies: ["kubernetes", "containerd", "os"],
})
  .given("harbor", "a self-signed Harbor holds hello-app", ({ lab }) => lab.harbor())
  .given("cluster", "a cluster does not know its CA", ({ lab }) => lab.workloadCluster({ os: "photon" }))
  .red("pulling hello-app fails", ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }), {
    error: /x509: certificate signed by unknown authority/,
    symptom: "N01",
  })
  .when("installed", "the CA is registered, and the restart forgotten", ({ cluster, harbor }) =>
    trustNodesBySsh({
      jumpbox: cluster.jumpbox,
      nodes: cluster.nodes,
      caUrl: harbor.getcertUrl,
      forget: ["restart"],
    }),
  )
  .red(
    "pulling hello-app still fails",
    ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }),
    {
      error: /x509: certificate signed by unknown authority/,
      symptom: "N01",
    },
  )
  .when("restarted", "containerd is restarted", ({ cluster }) =>
    restartContainerd({ jumpbox: cluster.jumpbox, nodes: cluster.nodes }),
  )
  .green(
    "hello-app runs and answers",
    ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }),
    {
      answer: /^Hello, world!\nVersion: 1\.0\.0\nHostname: hello-app\n$/,
    },
  );
