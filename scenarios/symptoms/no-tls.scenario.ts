import { podAddress, runHelloApp, scenario, trustNodesBySsh } from "../../harness/index.ts";

export default scenario({
  id: "symptoms/no-tls",
  title: "An image that is named by a port without TLS is not pulled, however much the CA is trusted",
  seed: "003",
  product: "vSphere with Tanzu",
  tags: ["nightly", "containerd", "photon", "mistake"],
  differs: [
    "the node is a container of kind; its root file system is Debian with Photon's certificate tools and name",
    "what speaks plain HTTP in place of a registry is the metrics port of CoreDNS",
  ],
  uses: ["kind", "node-photon", "harbor", "toolbox", "hello-app"],
})
  .given("harbor", "a self-signed Harbor holds hello-app", ({ lab }) => lab.harbor())
  .given("cluster", "a cluster does not know its CA", ({ lab }) => lab.workloadCluster({ os: "photon" }))
  .when("trusted", "the CA is registered on every node over SSH", ({ cluster, harbor }) =>
    trustNodesBySsh({ jumpbox: cluster.jumpbox, nodes: cluster.nodes, caUrl: harbor.getcertUrl }),
  )
  .given("plain", "something in the cluster speaks plain HTTP", async ({ cluster }) => {
    const address = await podAddress({ cluster, namespace: "kube-system", label: ["k8s-app", "kube-dns"] });
    return `${address}:9153`;
  })
  .red(
    "hello-app cannot be pulled from there",
    ({ cluster, plain }) => runHelloApp({ cluster, image: `${plain}/library/hello-app:1.0` }),
    { error: /http: server gave HTTP response to HTTPS client$/, symptom: "N23" },
  )
  .green(
    "named by the registry's own name, it runs",
    ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }),
    { answer: /^Hello, world!\nVersion: 1\.0\.0\nHostname: hello-app\n$/ },
  );
