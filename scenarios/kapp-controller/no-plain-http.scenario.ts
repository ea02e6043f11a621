import {
  checkTrust,
  configureKappController,
  fetchCaByGetcert,
  installPackage,
  packageCluster,
  readTrustInBundle,
  retryPackage,
  scenario,
  tryPlainHttp,
  trustNodesBySsh,
} from "../../harness/index.ts";
import {
  differs,
  hello,
  imgpkgUnknownAuthority,
  offerHello,
  placesOf,
  reconciled,
  relocateHello,
} from "./packages.ts";

export default scenario({
  id: "kapp-controller/no-plain-http",
  title: "Without trust nothing comes over plain HTTP, and skipping verification is not trust",
  seed: "000",
  product: "TKG 1.x",
  tags: ["nightly", "kapp-controller", "photon", "mistake"],
  differs: [
    ...differs,
    "one cluster of kind, without a management cluster: the configuration is written by hand",
  ],
  uses: packageCluster,
})
  .given("harbor", "a self-signed Harbor", ({ lab }) => lab.harbor())
  .given("cluster", "a cluster with kapp-controller", ({ lab }) => lab.packageCluster())
  .given("ca", "the operator has Harbor's CA, by getcert", ({ cluster: { jumpbox }, harbor }) =>
    fetchCaByGetcert({ jumpbox, caUrl: harbor.getcertUrl }),
  )
  .given("nodes", "its nodes trust Harbor", ({ cluster, harbor }) =>
    trustNodesBySsh({ jumpbox: cluster.jumpbox, nodes: cluster.nodes, caUrl: harbor.getcertUrl }),
  )
  .green("imgpkg copies a bundle into Harbor", ({ lab, harbor, ca }) =>
    relocateHello({ lab, harbor, caPem: ca }),
  )
  .given("offered", "its package is offered", ({ lab, harbor, cluster }) =>
    offerHello({ lab, harbor, cluster }),
  )
  .red(
    "Harbor does not answer over plain HTTP, to which imgpkg falls back",
    async ({ lab, harbor }) => tryPlainHttp({ toolbox: await lab.toolbox(), harbor }),
    { error: /^curl: \(7\) Failed to connect to \S+ port 80/ },
  )
  .red(
    "so kapp-controller's own words are of the CA",
    ({ cluster }) => installPackage({ cluster, ...hello, createNamespace: true }),
    {
      error: imgpkgUnknownAuthority,
    },
  )
  .when("skipped", "dangerousSkipTLSVerify names Harbor", ({ cluster, harbor }) =>
    configureKappController({
      cluster,
      kind: "ConfigMap",
      config: { dangerousSkipTLSVerify: harbor.host },
    }),
  )
  .green(
    "the package is installed, from whoever answers by that name",
    ({ cluster }) => retryPackage({ cluster, ...hello }),
    {
      answer: reconciled,
    },
  )
  .red(
    "WARNING: that is no trust: the CA is nowhere",
    ({ cluster, ca }) => readTrustInBundle({ cluster, holds: [ca] }),
    {
      error: /^1 of 1 CAs are not in/,
    },
  )
  .red(
    "WARNING: tkglab inspect names the place, and the cure",
    ({ cluster, harbor }) => checkTrust({ ...placesOf(cluster, harbor), kinds: ["kapp-controller-config"] }),
    {
      error:
        /: skipped; .*dangerousSkipTLSVerify names harbor-\w+\.tkg\.test: whoever answers by that name is believed/,
    },
  );
