import {
  checkWithOpenssl,
  curlFromNode,
  type LabCluster,
  type LabHarbor,
  rehashCertificates,
  runHelloApp,
  scenario,
  trustNodesBySsh,
} from "../../harness/index.ts";

export default scenario({
  id: "containerd/rehash-forgotten",
  title: "Without the rehash containerd pulls, but curl and openssl on the node still refuse",
  seed: "003",
  product: "vSphere with Tanzu",
  tags: ["nightly", "containerd", "photon", "ssh", "mistake"],
  differs: [
    "the node is a container of kind; its root file system is Debian with Photon's certificate tools and name",
    "curl is Debian's, which reads both the bundle and the hash links of /etc/ssl/certs",
  ],
  uses: ["kind", "node-photon", "harbor", "toolbox", "hello-app"],
  varies: ["containerd"],
})
  .given("harbor", "a self-signed Harbor holds hello-app", ({ lab }) => lab.harbor())
  .given("cluster", "a cluster does not know its CA", ({ lab }) => lab.workloadCluster({ os: "photon" }))
  .red("pulling hello-app fails", ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }), {
    error: /x509: certificate signed by unknown authority/,
    symptom: "N01",
  })
  .when(
    "installed",
    "the CA is registered and containerd restarted, the rehash forgotten",
    ({ cluster, harbor }) =>
      trustNodesBySsh({
        jumpbox: cluster.jumpbox,
        nodes: cluster.nodes,
        caUrl: harbor.getcertUrl,
        forget: ["rehash"],
      }),
  )
  .green(
    "hello-app runs: Go reads every file in the folder",
    ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }),
    { answer: /^Hello, world!/ },
  )
  .red("curl on the node fails", ({ cluster, harbor }) => curlFromNode(probe(cluster, harbor)), {
    error: /SSL certificate problem: unable to get local issuer certificate/,
    symptom: "P02",
  })
  .red("openssl on the node fails", ({ cluster, harbor }) => checkWithOpenssl(probe(cluster, harbor)), {
    error: /unable to get local issuer certificate/,
    symptom: "P02",
  })
  .when("rehashed", "the certificates are rehashed", ({ cluster }) =>
    rehashCertificates({ jumpbox: cluster.jumpbox, nodes: cluster.nodes }),
  )
  .green("curl on the node succeeds", ({ cluster, harbor }) => curlFromNode(probe(cluster, harbor)), {
    answer: /Pong/,
  })
  .green("openssl on the node succeeds", ({ cluster, harbor }) => checkWithOpenssl(probe(cluster, harbor)), {
    answer: /stdin: OK/,
  });

function probe(cluster: LabCluster, harbor: LabHarbor) {
  return { jumpbox: cluster.jumpbox, node: cluster.nodes[0], host: harbor.host };
}
