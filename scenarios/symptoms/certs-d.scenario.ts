import {
  addLegacyMirror,
  bindCaToHost,
  checkCri,
  type LabCluster,
  removeLegacyRegistry,
  runHelloApp,
  scenario,
  trustNodesBySsh,
} from "../../harness/index.ts";

const unknownAuthority = /x509: certificate signed by unknown authority$/;
const helloFrom = /^Hello, world!\nVersion: 1\.0\.0\nHostname: hello-app\n$/;

/** The cluster's only node, and from where it is reached. */
function onNode({ jumpbox, nodes: [node] }: LabCluster) {
  return { jumpbox, node };
}

export default scenario({
  id: "symptoms/certs-d",
  title:
    "A CA in certs.d counts for its host only, and an old mirror beside it takes containerd from the kubelet",
  seed: "003",
  product: "vSphere with Tanzu",
  tags: ["nightly", "containerd", "photon", "ssh", "mistake"],
  differs: [
    "the node is a container of kind; its root file system is Debian with the certificate tools and the name of Photon or Ubuntu",
    "the seed puts the CA into the node's own trust store; certs.d is what other guides say",
  ],
  uses: ["kind", "node-photon", "harbor", "toolbox", "hello-app"],
  varies: ["kubernetes", "containerd", "os"],
})
  .given("harbor", "a self-signed Harbor holds hello-app", ({ lab }) => lab.harbor())
  .given("other", "another Harbor has a certificate of the same CA", async ({ lab, harbor }) => {
    const other = await lab.harbor();
    await other.serveCa(harbor.ca);
    return other;
  })
  .given("cluster", "a cluster does not know the CA", ({ lab }) => lab.workloadCluster({ os: "photon" }))
  .red(
    "pulling from the first fails",
    ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }),
    {
      error: unknownAuthority,
      symptom: "N01",
    },
  )
  .when("bound", "the CA is put into certs.d for the first", ({ cluster, harbor }) =>
    bindCaToHost({ ...onNode(cluster), host: harbor.host, caUrl: harbor.getcertUrl }),
  )
  .green(
    "hello-app of the first runs",
    ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }),
    {
      answer: helloFrom,
    },
  )
  .red(
    "pulling from the other fails",
    ({ cluster, other }) => runHelloApp({ cluster, image: other.helloApp }),
    {
      error: unknownAuthority,
      symptom: "N01",
    },
  )
  .when("trusted", "the CA is put into the node's own trust store", ({ cluster, harbor }) =>
    trustNodesBySsh({ jumpbox: cluster.jumpbox, nodes: cluster.nodes, caUrl: harbor.getcertUrl }),
  )
  .green(
    "hello-app of the other runs",
    ({ cluster, other }) => runHelloApp({ cluster, image: other.helloApp }),
    {
      answer: helloFrom,
    },
  )
  .green("containerd serves the kubelet", ({ cluster }) => checkCri(onNode(cluster)), { answer: /^serves$/ })
  .when("mixed", "a mirror is put into config.toml in the old way", ({ cluster, other }) =>
    addLegacyMirror({ ...onNode(cluster), host: other.host }),
  )
  .red("containerd no longer serves the kubelet", ({ cluster }) => checkCri(onNode(cluster)), {
    error:
      /failed to load plugin io\.containerd\.grpc\.v1\.cri.*`mirrors` cannot be set when `config_path` is provided/,
    symptom: "N04",
    only: { containerd: ["1.6"] },
  })
  .red(
    "containerd no longer serves the kubelet, and blames another of its plugins",
    ({ cluster }) => checkCri(onNode(cluster)),
    {
      error:
        /invalid cri image config: `mirrors` cannot be set when `config_path` is provided" id=io\.containerd\.grpc\.v1\.cri/,
      symptom: "N04",
      only: { containerd: ["2.2"] },
    },
  )
  .when("unmixed", "the mirror is taken away", ({ cluster }) => removeLegacyRegistry(onNode(cluster)))
  .green("containerd serves the kubelet again", ({ cluster }) => checkCri(onNode(cluster)), {
    answer: /^serves$/,
  });
