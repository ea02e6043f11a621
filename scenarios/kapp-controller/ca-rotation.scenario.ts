import { installPackage, retryPackage } from "../../harness/index.ts";
import { hello, imgpkgUnknownAuthority, reconciled, tellOfCa } from "./packages.ts";
import { helloScenario } from "./package-scenario.ts";

export default helloScenario({
  id: "kapp-controller/ca-rotation",
  title: "Harbor's CA is replaced: both CAs side by side keep kapp-controller green",
  tags: ["nightly", "rotation"],
})
  .red(
    "kapp-controller does not trust Harbor",
    ({ cluster }) => installPackage({ cluster, ...hello, createNamespace: true }),
    {
      error: imgpkgUnknownAuthority,
      symptom: "N12",
    },
  )
  .green("caCerts hold the CA", ({ cluster, ca: first }) =>
    tellOfCa({ cluster, kind: "ConfigMap", caCerts: first }),
  )
  .green("the package is installed", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    answer: reconciled,
  })

  .when("second", "Harbor gets a CA of the same name with a new key", async ({ harbor }) => {
    const ca = await harbor.nextCa("same");
    await harbor.serveCa(ca);
    return ca.certificatePem;
  })
  .red(
    "kapp-controller holds the old one for the issuer",
    ({ cluster }) => retryPackage({ cluster, ...hello }),
    {
      error:
        /x509: certificate signed by unknown authority \(possibly because of "crypto\/rsa: verification error" while trying to verify candidate authority certificate "Harbor CA"\)/,
      symptom: "N11",
    },
  )
  .green("caCerts hold the old CA and the new one", ({ cluster, ca: first, second }) =>
    tellOfCa({ cluster, kind: "ConfigMap", caCerts: `${first.trimEnd()}\n${second}` }),
  )
  .green("the package reconciles", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    answer: reconciled,
  })

  .when("third", "Harbor gets a CA of another name", async ({ harbor }) => {
    const ca = await harbor.nextCa({ organization: "Project Harbor", commonName: "Harbor CA 2" });
    await harbor.serveCa(ca);
    return ca.certificatePem;
  })
  .red(
    "kapp-controller has never heard of the issuer",
    ({ cluster }) => retryPackage({ cluster, ...hello }),
    {
      error: /x509: certificate signed by unknown authority$/m,
      symptom: "N12",
    },
  )
  .green("caCerts hold the third CA", ({ cluster, third }) =>
    tellOfCa({ cluster, kind: "ConfigMap", caCerts: third }),
  )
  .green("the package reconciles again", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    answer: reconciled,
  })

  .given("fourth", "the next CA is known before Harbor uses it", ({ harbor }) => harbor.nextCa("same"))
  .green("caCerts hold the present CA and the next", ({ cluster, third, fourth }) =>
    tellOfCa({ cluster, kind: "ConfigMap", caCerts: `${third.trimEnd()}\n${fourth.certificatePem}` }),
  )
  .green(
    "before Harbor changes, the package reconciles",
    ({ cluster }) => retryPackage({ cluster, ...hello }),
    {
      answer: reconciled,
    },
  )
  .when("served", "Harbor changes to it", ({ harbor, fourth }) => harbor.serveCa(fourth))
  .green("after that, it reconciles as well", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    answer: reconciled,
  })
  .green("caCerts hold the new CA alone", ({ cluster, fourth }) =>
    tellOfCa({ cluster, kind: "ConfigMap", caCerts: fourth.certificatePem }),
  )
  .green("nobody misses the old one", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    answer: reconciled,
  });
