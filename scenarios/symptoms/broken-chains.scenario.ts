import {
  brokenChains,
  type BrokenChainName,
  removeNodeImages,
  runHelloApp,
  scenario,
  trustNodesBySsh,
} from "../../harness/index.ts";

interface Mistake {
  readonly what: string;
  readonly name: BrokenChainName;
  readonly error: RegExp;
  readonly symptom: string;
}

const mistakes: readonly Mistake[] = [
  {
    what: "a certificate that names its host in the common name only",
    name: "commonNameOnly",
    error: /x509: certificate relies on legacy Common Name field, use SANs instead$/,
    symptom: "N06",
  },
  {
    what: "a certificate that has expired",
    name: "expired",
    error: /x509: certificate has expired or is not yet valid: current time \S+ is after \S+$/,
    symptom: "N09",
  },
  {
    what: "a certificate that is not yet valid",
    name: "notYetValid",
    error: /x509: certificate has expired or is not yet valid: current time \S+ is before \S+$/,
    symptom: "N09",
  },
  {
    what: "a CA that has expired",
    name: "expiredCa",
    error: /x509: certificate has expired or is not yet valid: current time \S+ is after \S+$/,
    symptom: "N09",
  },
  {
    what: "a chain without the intermediate CA",
    name: "withoutIntermediate",
    error: /x509: certificate signed by unknown authority$/,
    symptom: "N01",
  },
  {
    what: "a certificate for clients",
    name: "forClientsOnly",
    error: /x509: certificate specifies an incompatible key usage$/,
    symptom: "P06",
  },
  {
    what: "an issuer that is no CA",
    name: "issuerIsNoCa",
    error:
      /x509: certificate signed by unknown authority \(possibly because of "x509: invalid signature: parent certificate cannot sign this kind of certificate" while trying to verify candidate authority certificate "Harbor CA"\)$/,
    symptom: "P06",
  },
  {
    what: "a CA that no intermediate CA may follow",
    name: "pathTooLong",
    error: /x509: too many intermediates for path length constraint$/,
    symptom: "P06",
  },
  {
    what: "a CA that may not sign for this name",
    name: "nameNotPermitted",
    error:
      /x509: a root or intermediate certificate is not authorized to sign for this name: DNS name "\S+" is not permitted by any constraint$/,
    symptom: "P06",
  },
];

const helloFrom = /^Hello, world!\nVersion: 1\.0\.0\nHostname: hello-app\n$/;

const begin = scenario({
  id: "symptoms/broken-chains",
  title: "With the CA in place nodes refuse what is wrong with a certificate, each in its own words",
  seed: "003",
  product: "vSphere with Tanzu",
  tags: ["nightly", "containerd", "photon", "ssh", "mistake"],
  differs: [
    "the node is a container of kind; its root file system is Debian with Photon's certificate tools and name",
  ],
  uses: ["kind", "node-photon", "harbor", "toolbox", "hello-app"],
})
  .given("harbor", "a self-signed Harbor holds hello-app", ({ lab }) => lab.harbor())
  .given("cluster", "a cluster", ({ lab }) => lab.workloadCluster({ os: "photon" }))
  .red(
    "pulling hello-app fails before its CA is there",
    ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }),
    { error: /x509: certificate signed by unknown authority$/, symptom: "N01" },
  )
  .when("trusted", "the CA is registered over SSH", ({ cluster, harbor }) =>
    trustNodesBySsh({ jumpbox: cluster.jumpbox, nodes: cluster.nodes, caUrl: harbor.getcertUrl }),
  )
  .green("hello-app runs", ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }), {
    answer: helloFrom,
  });

export default mistakes.reduce(
  (before, { what, name, error, symptom }) =>
    before
      .given(name, `${what}: Harbor serves it, and the node trusts its CA`, async ({ cluster, harbor }) => {
        const { jumpbox, nodes } = cluster;
        await removeNodeImages({ jumpbox, nodes, images: [harbor.helloApp] });
        const chain = await brokenChains[name](harbor.host);
        await harbor.replaceCertificate(chain.broken);
        await trustNodesBySsh({ jumpbox, nodes, caUrl: harbor.getcertUrl });
        return chain;
      })
      .red(
        `${what}: pulling hello-app fails`,
        ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }),
        { error, symptom },
      )
      .check(`${what}: it is put right`, async (stage) => {
        const { cluster, harbor, [name]: chain } = stage;
        await harbor.replaceCertificate(chain.right);
        if (chain.right.caPem === chain.broken.caPem) return;
        const { jumpbox, nodes } = cluster;
        await trustNodesBySsh({ jumpbox, nodes, caUrl: harbor.getcertUrl });
      })
      .green(
        `${what}: hello-app runs`,
        ({ cluster, harbor }) => runHelloApp({ cluster, image: harbor.helloApp }),
        { answer: helloFrom },
      ),
  begin,
);
