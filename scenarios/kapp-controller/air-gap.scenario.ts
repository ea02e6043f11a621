import {
  checkAirGap,
  checkDeployment,
  checkImageOrigins,
  closeAirGap,
  curlFromNode,
  curlOutsideFromNode,
  fetchCaByGetcert,
  imagesInNodes,
  installPackage,
  offerPackage,
  outside,
  packageCluster,
  pullOutsideFromPod,
  retryPackage,
  runHelloApp,
  scenario,
  trustNodesBySsh,
} from "../../harness/index.ts";
import {
  differs,
  hello,
  helloRepository,
  namespace,
  offerHello,
  reconciled,
  relocateHello,
  tellOfCa,
} from "./packages.ts";
import {
  bundles,
  cartographer,
  certManager,
  differsOfCartographer,
  offerBoth,
  relocate,
} from "./cartographer.ts";

export default scenario({
  id: "kapp-controller/air-gap",
  title: "A cluster that reaches nothing but the private registry still installs everything",
  seed: "000",
  product: "TKG 1.x",
  tags: ["nightly", "kapp-controller", "cartographer", "photon", "air-gap"],
  differs: [
    ...differs,
    "one cluster of kind, without a management cluster: the configuration is written by hand",
    "the air gap is made of rules in the nodes, after the cluster is up; a site has none of the routes from the beginning",
    ...differsOfCartographer,
  ],
  uses: [...packageCluster, ...bundles],
})
  .given("harbor", "a self-signed Harbor", ({ lab }) => lab.harbor())
  .given("cluster", "a cluster with kapp-controller", ({ lab }) => lab.packageCluster())
  .given("preloaded", "the images that its nodes came with", ({ cluster }) => imagesInNodes({ cluster }))
  .when("gap", "nodes and Pods may reach each other and Harbor, nothing else", ({ cluster, harbor }) =>
    closeAirGap({ cluster, harbor }),
  )
  .red(
    "a node gets no page from outside",
    ({ cluster }) => curlOutsideFromNode({ jumpbox: cluster.jumpbox, node: cluster.nodes[0] }),
    { error: /^curl: \(7\) Failed to connect to 203\.0\.113\.10 port 443/, symptom: "P03" },
  )
  .red(
    "containerd gets no image from outside",
    ({ cluster }) => runHelloApp({ cluster, image: `${outside}/library/hello-app:1.0` }),
    { error: /dial tcp 203\.0\.113\.10:443: connect: connection refused/, symptom: "P03" },
  )
  .red("a Pod gets none either", ({ cluster }) => pullOutsideFromPod({ cluster }), {
    error: /dial tcp 203\.0\.113\.10:443: connect: connection refused/,
    symptom: "P03",
  })
  .green("it was the rules that refused", ({ cluster }) => checkAirGap({ cluster }), {
    answer: /^ *[1-9]\d* +\d+ REJECT +(tcp|6) .* reject-with tcp-reset$/m,
  })

  .given("ca", "the operator has Harbor's CA, by getcert", ({ cluster: { jumpbox }, harbor }) =>
    fetchCaByGetcert({ jumpbox, caUrl: harbor.getcertUrl }),
  )
  .given("nodes", "its nodes fetch Harbor's CA, and trust it", ({ cluster, harbor }) =>
    trustNodesBySsh({ jumpbox: cluster.jumpbox, nodes: cluster.nodes, caUrl: harbor.getcertUrl }),
  )
  .green("a node gets a page from Harbor", ({ cluster, harbor }) =>
    curlFromNode({ jumpbox: cluster.jumpbox, node: cluster.nodes[0], host: harbor.host }),
  )
  .green("containerd gets hello-app from Harbor", ({ cluster, harbor }) =>
    runHelloApp({ cluster, image: harbor.helloApp }),
  )
  .green("caCerts reach kapp-controller's trust store", ({ cluster, ca }) =>
    tellOfCa({ cluster, kind: "ConfigMap", caCerts: ca }),
  )

  .green(
    "imgpkg copies three bundles into Harbor, from outside the gap: a small one",
    ({ lab, harbor, ca }) => relocateHello({ lab, harbor, caPem: ca }),
  )
  .green("cert-manager's", ({ lab, harbor, ca }) =>
    relocate({ lab, harbor, bundle: "bundle-cert-manager", caPem: ca }),
  )
  .green("Cartographer's", ({ lab, harbor, ca }) =>
    relocate({ lab, harbor, bundle: "bundle-cartographer", caPem: ca }),
  )
  .given("unchanged", "a package is offered that still names a registry outside", ({ lab, cluster }) =>
    offerPackage({
      ...{ cluster, manifests: lab.folder("bundle-hello"), namespace },
      repository: `${outside}/${helloRepository}`,
    }),
  )
  .red(
    "kapp-controller cannot fetch it",
    ({ cluster }) => installPackage({ cluster, ...hello, createNamespace: true }),
    { error: /dial tcp 203\.0\.113\.10:443: connect: connection refused/, symptom: "P03" },
  )
  .when("renamed", "its image reference is replaced by Harbor's", ({ lab, harbor, cluster }) =>
    offerHello({ lab, harbor, cluster }),
  )
  .green("the package is installed", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    answer: reconciled,
  })
  .given("offered", "cert-manager and Cartographer are offered from Harbor", ({ lab, harbor, cluster }) =>
    offerBoth({ lab, harbor, cluster }),
  )
  .green("cert-manager is installed", ({ cluster }) => installPackage({ cluster, ...certManager }), {
    answer: reconciled,
  })
  .green("Cartographer is installed", ({ cluster }) => installPackage({ cluster, ...cartographer }), {
    answer: reconciled,
  })
  .green("Cartographer's controller is available", ({ cluster }) =>
    checkDeployment({ cluster, name: "cartographer-controller", namespace: "cartographer-system" }),
  )
  .green("no image of any Pod came from elsewhere", ({ cluster, harbor, preloaded }) =>
    checkImageOrigins({ cluster, harbor, preloaded }),
  );
