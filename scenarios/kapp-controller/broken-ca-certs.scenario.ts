import {
  brokenPem,
  checkCaText,
  configureKappController,
  installPackage,
  retryPackage,
  trustInBundle,
} from "../../harness/index.ts";
import {
  hello,
  imgpkgUnknownAuthority,
  offerHello,
  reconciled,
  relocateHello,
  tellOfCa,
} from "./packages.ts";
import { packageScenario } from "./package-scenario.ts";

const os = "photon";

export default packageScenario({
  id: "kapp-controller/broken-ca-certs",
  title: "A PEM with a mistake in it is taken over without a word, and nothing is trusted",
  tags: ["nightly", "mistake"],
  differs: ["TKG looks at no PEM: that tkglab does is said where it happens"],
})
  .red(
    "imgpkg is loud about base64 of a PEM",
    ({ lab, harbor, ca }) => relocateHello({ lab, harbor, caPem: brokenPem.base64Wrapped(ca) }),
    { error: /^imgpkg: Error: [^]*Adding CA certificates from '\S*harbor-ca\.pem': failed/m, symptom: "N15" },
  )
  .green("it copies the bundle with the PEM itself", ({ lab, harbor, ca }) =>
    relocateHello({ lab, harbor, caPem: ca }),
  )
  .given("offered", "the package is offered", ({ lab, harbor, cluster }) =>
    offerHello({ lab, harbor, cluster }),
  )
  .red(
    "kapp-controller cannot fetch it",
    ({ cluster }) => installPackage({ cluster, ...hello, createNamespace: true }),
    {
      error: imgpkgUnknownAuthority,
      symptom: "N12",
    },
  )

  .given("indented", "every line is indented, as after a paste into YAML", ({ ca }) =>
    Promise.resolve(brokenPem.allIndented(ca)),
  )
  .red("tkglab finds it", ({ indented }) => checkCaText({ text: indented, os }), {
    error: /would read 0 of 1 certificates: its BEGIN and END lines are indented/,
    symptom: "N28",
  })
  .green("kapp-controller takes it over without a word: caCerts hold it", ({ cluster, indented }) =>
    tellOfCa({ cluster, kind: "ConfigMap", caCerts: indented }),
  )
  .red("kapp-controller trusts nothing more", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    error: imgpkgUnknownAuthority,
    symptom: "N12",
  })

  .given("joined", "two PEMs are put together without a line end between them", ({ ca }) =>
    Promise.resolve(brokenPem.joinedWithoutNewline(ca)),
  )
  .red("tkglab finds that", ({ joined }) => checkCaText({ text: joined, os }), {
    error: /would read 0 of 2 certificates: two certificates touch/,
    symptom: "N28",
  })
  .green("kapp-controller takes it over without a word: caCerts hold both", ({ cluster, joined }) =>
    tellOfCa({ cluster, kind: "ConfigMap", caCerts: joined }),
  )
  .red("kapp-controller trusts neither", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    error: imgpkgUnknownAuthority,
    symptom: "N12",
  })

  .given("literal", "line ends are written as \\n, as in JSON", ({ ca }) =>
    Promise.resolve(brokenPem.literalBackslashN(ca)),
  )
  .red("tkglab finds that too", ({ literal }) => checkCaText({ text: literal, os }), { error: /^error: / })
  .green("kapp-controller takes it over without a word: caCerts hold one line", ({ cluster, literal }) =>
    tellOfCa({ cluster, kind: "ConfigMap", caCerts: literal }),
  )
  .red("kapp-controller reads nothing of it", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    error: imgpkgUnknownAuthority,
    symptom: "N12",
  })

  .given("marked", "an editor has put a byte order mark first", ({ ca }) =>
    Promise.resolve(brokenPem.byteOrderMark(ca)),
  )
  .red("tkglab finds the mark", ({ marked }) => checkCaText({ text: marked, os }), {
    error: /would read 0 of 1 certificates: it begins with a byte order mark/,
    symptom: "N28",
  })
  .green("kapp-controller takes it over without a word: caCerts begin with it", ({ cluster, marked }) =>
    tellOfCa({ cluster, kind: "ConfigMap", caCerts: marked }),
  )
  .red(
    "kapp-controller loses the certificate behind it",
    ({ cluster }) => retryPackage({ cluster, ...hello }),
    {
      error: imgpkgUnknownAuthority,
      symptom: "N12",
    },
  )

  .given("crlf", "line ends are those of Windows", ({ ca }) => Promise.resolve(brokenPem.crlf(ca)))
  .green("tkglab says so, and lets it pass", ({ crlf }) => checkCaText({ text: crlf, os }), {
    answer: /^warning: .*Windows line ends/,
  })
  .green("kapp-controller takes it over without a word: caCerts hold them", ({ cluster, crlf }) =>
    tellOfCa({ cluster, kind: "ConfigMap", caCerts: crlf }),
  )
  .green(
    "kapp-controller trusts Harbor: the package is installed",
    ({ cluster }) => retryPackage({ cluster, ...hello }),
    {
      answer: reconciled,
    },
  )
  .when("emptied", "the CA is taken away", ({ cluster }) =>
    configureKappController({ cluster, kind: "ConfigMap", config: { caCerts: "" } }),
  )
  .green("its trust store is as it was", ({ cluster, ca }) => trustInBundle({ cluster, lacks: [ca] }))
  .red("and the package fails", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    error: imgpkgUnknownAuthority,
    symptom: "N12",
  })
  .green("caCerts take the PEM as getcert gave it", ({ cluster, ca }) =>
    tellOfCa({ cluster, kind: "ConfigMap", caCerts: ca }),
  )
  .green("the package reconciles", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    answer: reconciled,
  });
