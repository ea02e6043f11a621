import {
  bindCaToHost,
  checkCri,
  checkRegistryKeys,
  type LabCluster,
  nameCaInConfig,
  removeLegacyRegistry,
  removeNodeImages,
  runHelloApp,
  scenario,
} from "../../harness/index.ts";

const unknownAuthority = /x509: certificate signed by unknown authority$/;
const helloFrom = /^Hello, world!\nVersion: 1\.0\.0\nHostname: hello-app\n$/;

/** The cluster's only node, and from where it is reached. */
function onNode({ jumpbox, nodes: [node] }: LabCluster) {
  return { jumpbox, node };
}

export default scenario({
  id: "symptoms/registry-configs",
  title:
    "A CA under registry.configs counts for containerd 1.6 only; certs.d, in its place, counts for 2.2 too",
  seed: "003",
  product: "vSphere with Tanzu",
  tags: ["nightly", "containerd", "photon", "ssh", "mistake"],
  differs: [
    "the node is a container of kind; its root file system is Debian with Photon's certificate tools and name",
    "the seed puts the CA into the node's own trust store; registry.configs and certs.d are what other guides say",
  ],
  uses: ["kind", "node-photon", "harbor", "toolbox", "hello-app"],
  varies: ["containerd"],
})
  .given("harbor", "a self-signed Harbor holds hello-app", ({ lab }) => lab.harbor())
  .given("cluster", "a cluster does not know its CA", ({ lab }) => lab.workloadCluster({ os: "photon" }))
  .red("pulling hello-app fails", ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }), {
    error: unknownAuthority,
    symptom: "N01",
  })
  .when("named", "the CA is named under registry.configs in config.toml", ({ cluster, harbor }) =>
    nameCaInConfig({ ...onNode(cluster), host: harbor.host, caUrl: harbor.getcertUrl }),
  )
  .green(
    "containerd 1.6 takes it from there: hello-app runs",
    ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }),
    { answer: helloFrom, only: { containerd: ["1.6"] } },
  )
  .red(
    "containerd 2.2 does not know the key, and says so",
    ({ cluster }) => checkRegistryKeys(onNode(cluster)),
    {
      error: /Ignoring unknown key in TOML for plugin.*key="registry configs \S+ tls"/,
      symptom: "P10",
      only: { containerd: ["2.2"] },
    },
  )
  .red(
    "pulling hello-app fails as before",
    ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }),
    { error: unknownAuthority, symptom: "N01", only: { containerd: ["2.2"] } },
  )
  .when("beside", "certs.d is configured beside it", ({ cluster, harbor }) =>
    bindCaToHost({ ...onNode(cluster), host: harbor.host, caUrl: harbor.getcertUrl }),
  )
  .red("containerd 1.6 no longer serves the kubelet", ({ cluster }) => checkCri(onNode(cluster)), {
    error: /invalid plugin config: `configs\.tls` cannot be set when `config_path` is provided/,
    symptom: "N04",
    only: { containerd: ["1.6"] },
  })
  .green(
    "containerd 2.2 reads certs.d: hello-app runs",
    ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }),
    { answer: helloFrom, only: { containerd: ["2.2"] } },
  )
  .when("moved", "registry.configs is taken away", ({ cluster }) => removeLegacyRegistry(onNode(cluster)))
  .green("containerd serves the kubelet", ({ cluster }) => checkCri(onNode(cluster)), { answer: /^serves$/ })
  .when("removed", "the image is taken from the node, so that it has to be pulled again", (past) =>
    removeNodeImages({ ...past.cluster, images: [past.harbor.helloApp] }),
  )
  .green(
    "hello-app runs, by certs.d alone",
    ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }),
    { answer: helloFrom },
  );
