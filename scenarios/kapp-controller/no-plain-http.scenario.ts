import {
  checkTrust,
  configureKappController,
  installPackage,
  readTrustInBundle,
  retryPackage,
  tryPlainHttp,
} from "../../harness/index.ts";
import { hello, imgpkgUnknownAuthority, placesOf, reconciled } from "./packages.ts";
import { helloScenario } from "./package-scenario.ts";

export default helloScenario({
  id: "kapp-controller/no-plain-http",
  title: "Without trust nothing comes over plain HTTP, and skipping verification is not trust",
  tags: ["nightly", "mistake"],
})
  .red(
    "Harbor does not answer over plain HTTP, to which imgpkg falls back",
    async ({ lab, harbor }) => tryPlainHttp({ toolbox: await lab.toolbox(), harbor }),
    { error: /^curl: \(7\) Failed to connect to \S+ port 80/, symptom: "P03" },
  )
  .red(
    "so kapp-controller's own words are of the CA",
    ({ cluster }) => installPackage({ cluster, ...hello, createNamespace: true }),
    {
      error: imgpkgUnknownAuthority,
      symptom: "N12",
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
