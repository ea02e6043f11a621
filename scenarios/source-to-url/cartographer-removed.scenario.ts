import {
  clusterObjects,
  compareObjects,
  deleteCartographer,
  deleteCartographerNamespace,
  deployCartographer,
  giveCartographerPullSecret,
  HarnessError,
  inspectCartographer,
  installCertManager,
  listKappApps,
  objectsGone,
  relocateCartographer,
  scenario,
  trustNodesBySsh,
} from "../../harness/index.ts";

/** The private project of the seed's registry. */
const project = "demo";

/** What an operator makes before kapp comes, and kapp does not count as its own. */
const madeByHand = /^(?:Namespace cartographer-system|\S+ cartographer-system\/.+)$/;

/** Rows of `kapp inspect -t`, in the seed's words; the kinds that Cartographer 0.7.0 has more are not named. */
const rows = [
  ..."clusterimagetemplates clustersourcetemplates clustersupplychains clusterconfigtemplates clustertemplates workloads"
    .split(" ")
    .map((kind) => String.raw`\(cluster\) +${kind}\.carto\.run +CustomResourceDefinition +kapp +ok `),
  String.raw`cartographer-system +cartographer-webhook +Certificate +kapp +ok `,
  String.raw`cartographer-system + L cartographer-webhook-\S+ +CertificateRequest +cluster +ok `,
  String.raw`\(cluster\) +\S+ +ValidatingWebhookConfiguration +kapp +ok `,
  String.raw`\(cluster\) +cartographer-cluster-admin +ClusterRoleBinding +kapp +ok `,
  String.raw`cartographer-system +cartographer-webhook +Service +kapp +ok `,
  String.raw`cartographer-system + L cartographer-webhook-\S+ +EndpointSlice +cluster +ok `,
  String.raw`cartographer-system +cartographer-controller +ServiceAccount +kapp +ok `,
  String.raw`cartographer-system +\S*selfsigned-issuer +Issuer +kapp +ok `,
  String.raw`cartographer-system +cartographer-controller +Deployment +kapp +ok `,
  String.raw`cartographer-system + L cartographer-controller-\S+ +ReplicaSet +cluster +ok `,
  String.raw`cartographer-system + L\.\. cartographer-controller-\S+ +Pod +cluster +ok `,
];
const tree = new RegExp(`^${rows.map((row) => `(?=[^]*${row})`).join("")}[^]*\\d+ resources[^]*Succeeded$`);

/** What there is only while Cartographer is. */
const installed = new RegExp(
  [
    "ClusterRoleBinding cartographer-cluster-admin",
    "ConfigMap default/cartographer",
    String.raw`CustomResourceDefinition workloads\.carto\.run`,
    "Deployment cartographer-system/cartographer-controller",
    "Namespace cartographer-system",
    String.raw`ValidatingWebhookConfiguration cartographer-\S+`,
  ].join("$[^]*^"),
  "m",
);

export default scenario({
  id: "source-to-url/cartographer-removed",
  title: "kapp delete leaves nothing of Cartographer",
  seed: "002",
  product: "plain kind",
  tags: ["nightly", "source-to-url", "cartographer"],
  differs: [
    "Cartographer 0.7.0: its objects are named otherwise here and there, and kapp inspect lists more of them",
    "kapp 0.64 prints no column of conditions; its column Rs says that it waited for them",
    "Cartographer's service account gets private-registry-credentials by an overlay: the bundle of 0.7.0 names no Secret",
    "of the platform only what Cartographer needs is there: cert-manager and the registry",
  ],
  uses: [
    ...(["kind", "kubernetes-1.34", "node-source-to-url", "harbor", "toolbox", "hello-app"] as const),
    ...(["cert-manager-manifests", "bundle-cartographer"] as const),
  ],
})
  .given("harbor", "a self-signed Harbor", ({ lab }) => lab.harbor())
  .given("login", "a private project of it, and who may enter it", async ({ harbor: { api } }) => {
    await api.createProject({ name: project, public: false });
    const robot = await api.createRobot({ name: "platform", project, actions: ["pull", "push"] });
    return { username: robot.name, password: robot.secret };
  })
  .given("cluster", "a cluster with cert-manager, whose node trusts it", async ({ lab, harbor }) => {
    const made = await lab.workloadCluster({ os: "ubuntu", image: "node-source-to-url" });
    const { name, kubeconfig, nodes, jumpbox } = made;
    const kubectl = { binary: lab.program("kubectl"), kubeconfig, signal: lab.context.signal };
    await installCertManager({ cluster: { kubectl }, manifests: lab.folder("cert-manager-manifests") });
    await trustNodesBySsh({ jumpbox, nodes, caUrl: harbor.getcertUrl });
    return { name, kubeconfig, kubectl, toolbox: jumpbox };
  })
  .given("before", "every object of the cluster is listed", ({ cluster }) => clusterObjects({ cluster }))
  .green(
    "imgpkg copies the bundle into Harbor and pulls what it became",
    ({ lab, harbor, cluster: { toolbox } }) =>
      relocateCartographer({
        ...{ toolbox, harbor, bundle: lab.folder("bundle-cartographer") },
        ...{ repository: `${project}/cartographer-bundle`, caPem: harbor.ca.certificatePem },
      }),
    { answer: /importing \d+ images/ },
  )
  .green(
    "kbld and kapp install it",
    async ({ harbor, login, cluster }) => {
      await giveCartographerPullSecret({ cluster, host: harbor.host, ...login });
      return deployCartographer({ toolbox: cluster.toolbox, cluster });
    },
    { answer: /^Succeeded$/m },
  )
  .green(
    "kapp inspect -t shows the tree of the seed",
    ({ cluster }) => inspectCartographer({ toolbox: cluster.toolbox, cluster }),
    { answer: tree },
  )
  .green("kapp ls names it", ({ cluster }) => listKappApps({ toolbox: cluster.toolbox, cluster }), {
    answer: /^cartographer +\S/m,
  })
  .red("the cluster has more than before", ({ cluster, before }) => compareObjects({ cluster, before }), {
    error: installed,
  })
  .green("kapp deletes it", ({ cluster }) => deleteCartographer({ toolbox: cluster.toolbox, cluster }), {
    answer: /^Succeeded$/m,
  })
  .green("kapp ls names nothing", ({ cluster }) => listKappApps({ toolbox: cluster.toolbox, cluster }), {
    answer: /^0 apps$/m,
  })
  .green("nothing of it is left, apart from the namespace that was made for it", ({ cluster, before }) =>
    objectsGone({ cluster, before, apart: madeByHand }),
  )
  .check("that namespace is there still: kapp has not made it", async ({ cluster, before }) => {
    const { text } = await compareObjects({ cluster, before });
    if (/^Namespace cartographer-system$/m.test(text)) return;
    throw new HarnessError({ code: "check", message: `Looking for the namespace: there is ${text}` });
  })
  .green("the namespace is deleted", ({ cluster }) => deleteCartographerNamespace({ cluster }))
  .green("the cluster has nothing more than before", ({ cluster, before }) =>
    objectsGone({ cluster, before }),
  );
