import { runHelloApp, scenario, trustNodesBySsh } from "../../harness/index.ts";

/** Another name of the registry. The scenario runs alone on its network. */
const externalName = "registry.external-url.tkg.test";

const runs = /^Hello, world!\nVersion: 1\.0\.0\nHostname: hello-app\n$/;

export default scenario({
  id: "symptoms/external-url",
  title: "A registry is trusted, and its token service is not, where external_url names another host",
  seed: "003",
  product: "vSphere with Tanzu",
  tags: ["nightly", "containerd", "photon", "mistake"],
  differs: [
    "the node is a container of kind; its root file system is Debian with Photon's certificate tools and name",
    "external_url stays as it is: the certificate loses the name that it has, and gets it back",
  ],
  uses: ["kind", "node-photon", "harbor", "toolbox", "hello-app"],
})
  .given("harbor", "a self-signed Harbor, whose external_url is another name of it", ({ lab }) =>
    lab.harbor({ externalName }),
  )
  .given("cluster", "a cluster does not know its CA", ({ lab }) => lab.workloadCluster({ os: "photon" }))
  .when("trusted", "the CA is registered on every node over SSH", ({ cluster, harbor }) =>
    trustNodesBySsh({ jumpbox: cluster.jumpbox, nodes: cluster.nodes, caUrl: harbor.getcertUrl }),
  )
  .when("renewed", "a new certificate has the name that images are pulled by, and no other", ({ harbor }) =>
    harbor.serveCertificateFor([harbor.host]),
  )
  .red(
    "the token service is not trusted",
    ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }),
    {
      error:
        /failed to fetch anonymous token: Get "https:\/\/registry\.external-url\.tkg\.test\/service\/token\?\S+": x509: certificate is valid for \S+, not registry\.external-url\.tkg\.test$/,
      symptom: "N25",
    },
  )
  .when("completed", "the certificate gets both names", ({ harbor }) =>
    harbor.serveCertificateFor([harbor.host, externalName]),
  )
  .green("hello-app runs", ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }), {
    answer: runs,
  });
