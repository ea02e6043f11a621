import { runHelloApp, scenario, trustNodesBySsh } from "../../harness/index.ts";

export default scenario({
  id: "containerd/wrong-host-name",
  title: "A certificate for another host name is refused, and no CA procedure cures it",
  seed: "003",
  product: "vSphere with Tanzu",
  tags: ["nightly", "containerd", "photon", "ssh", "mistake"],
  differs: [
    "the node is a container of kind; its root file system is Debian with the certificate tools and the name of Photon or Ubuntu",
  ],
  uses: ["kind", "node-photon", "harbor", "toolbox", "hello-app"],
  varies: ["kubernetes", "containerd", "os"],
})
  .given("harbor", "a Harbor holds hello-app; its certificate is for harbor.example.test", ({ lab }) =>
    lab.harbor({ certificateFor: ["harbor.example.test"] }),
  )
  .given("cluster", "a cluster does not know its CA", ({ lab }) => lab.workloadCluster({ os: "photon" }))
  .red("pulling hello-app fails", ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }), {
    error: /x509: certificate is valid for harbor\.example\.test, not harbor-[0-9a-f]{6}\.tkg\.test/,
    symptom: "N08",
  })
  .when("trusted", "the CA is registered on every node over SSH", ({ cluster, harbor }) =>
    trustNodesBySsh({ jumpbox: cluster.jumpbox, nodes: cluster.nodes, caUrl: harbor.getcertUrl }),
  )
  .red(
    "pulling hello-app fails with the same words",
    ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }),
    {
      error: /x509: certificate is valid for harbor\.example\.test, not harbor-[0-9a-f]{6}\.tkg\.test/,
      symptom: "N08",
    },
  )
  .when("reissued", "Harbor gets a certificate for its own name", ({ harbor }) =>
    harbor.serveCertificateFor([harbor.host]),
  )
  .green(
    "hello-app runs and answers",
    ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }),
    {
      answer: /^Hello, world!\nVersion: 1\.0\.0\nHostname: hello-app\n$/,
    },
  );
