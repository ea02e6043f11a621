import {
  configureKappController,
  forgetKappControllerConfig,
  giveTokenSecret,
  installPackage,
  readTrustInBundle,
  restartKappController,
  retryPackage,
  trustInBundle,
} from "../../harness/index.ts";
import { hello, imgpkgUnknownAuthority, reconciled, tellOfCa } from "./packages.ts";
import { helloScenario } from "./package-scenario.ts";

const notInBundle = /^1 of 1 CAs are not in \/etc\/pki\/tls\/certs\/ca-bundle\.crt$/;

export default helloScenario({
  id: "kapp-controller/restart-or-not",
  title: "kapp-controller 0.32 reads its configuration at its start only, 0.41 follows it",
  tags: ["nightly"],
  uses: ["kapp-controller-0.32-manifests"],
  kappController: "0.32",
})
  .red(
    "kapp-controller cannot fetch it",
    ({ cluster }) => installPackage({ cluster, ...hello, createNamespace: true }),
    {
      error: imgpkgUnknownAuthority,
      symptom: "N12",
    },
  )

  .given("token", "its account has a token secret, as Kubernetes gave one until 1.23", ({ cluster }) =>
    giveTokenSecret({ cluster, serviceAccount: `hello-${hello.namespace}-sa`, namespace: hello.namespace }),
  )
  .when("told", "caCerts go into the ConfigMap", ({ cluster, ca }) =>
    configureKappController({ cluster, kind: "ConfigMap", config: { caCerts: ca } }),
  )
  .red(
    "0.32.0 does not look: the package fails as before",
    ({ cluster }) => retryPackage({ cluster, ...hello }),
    {
      error: imgpkgUnknownAuthority,
      symptom: "N12",
    },
  )
  .red("its trust store lacks the CA", ({ cluster, ca }) => readTrustInBundle({ cluster, holds: [ca] }), {
    error: notInBundle,
  })
  .when("restarted", "kubectl rollout restart", ({ cluster }) => restartKappController({ cluster }))
  .green("now its trust store holds the CA", ({ cluster, ca }) => readTrustInBundle({ cluster, holds: [ca] }))
  .green("the package is installed", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    answer: reconciled,
  })

  .when("deleted", "the ConfigMap is deleted", ({ cluster }) =>
    forgetKappControllerConfig({ cluster, kind: "ConfigMap" }),
  )
  .green(
    "0.32.0 does not look at that either: it goes on trusting",
    ({ cluster }) => retryPackage({ cluster, ...hello }),
    { answer: reconciled },
  )

  .when("upgraded", "kapp-controller 0.41.2 takes the place of 0.32.0", ({ lab, cluster }) =>
    lab.installKappController(cluster, "0.41"),
  )
  .red("it has no CA", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    error: imgpkgUnknownAuthority,
    symptom: "N12",
  })
  .green(
    "0.41.2 takes the ConfigMap over within seconds, without a restart",
    ({ cluster, ca }) => tellOfCa({ cluster, kind: "ConfigMap", caCerts: ca }),
    { answer: /^after \d+\.\d s, in kapp-controller-sidecarexec$/ },
  )
  .green("the package reconciles", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    answer: reconciled,
  })

  .when("masked", "a Secret without caCerts stands beside the ConfigMap", ({ cluster }) =>
    configureKappController({ cluster, kind: "Secret", config: { noProxy: "localhost" } }),
  )
  .green("the CA leaves the trust store", ({ cluster, ca }) => trustInBundle({ cluster, lacks: [ca] }))
  .red("it hides the ConfigMap completely", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    error: imgpkgUnknownAuthority,
    symptom: "N12",
  })
  .when("unmasked", "the Secret is deleted", ({ cluster }) =>
    forgetKappControllerConfig({ cluster, kind: "Secret" }),
  )
  .green("the ConfigMap counts again", ({ cluster, ca }) => trustInBundle({ cluster, holds: [ca] }))
  .green("and the package reconciles", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    answer: reconciled,
  })
  .when("forgotten", "the ConfigMap is deleted too", ({ cluster }) =>
    forgetKappControllerConfig({ cluster, kind: "ConfigMap" }),
  )
  .green("the CA leaves the trust store again", ({ cluster, ca }) => trustInBundle({ cluster, lacks: [ca] }))
  .red("the trust is gone with it", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    error: imgpkgUnknownAuthority,
    symptom: "N12",
  });
