import {
  configureKappController,
  forgetKappControllerConfig,
  giveTokenSecret,
  installPackage,
  type KappControllerLine,
  readTrustInBundle,
  restartKappController,
  retryPackage,
  trustInBundle,
} from "../../harness/index.ts";
import { helloScenario } from "./package-scenario.ts";
import { hello, imgpkgUnknownAuthority, reconciled } from "./packages.ts";

/** Those that follow changes of their configuration, and those that read it at their start only. */
const following: readonly KappControllerLine[] = ["0.41"];
const reading: readonly KappControllerLine[] = ["0.35", "0.32"];

const notInBundle = /^1 of 1 CAs are not in \/etc\/pki\/tls\/certs\/ca-bundle\.crt$/;
const refused = { error: imgpkgUnknownAuthority, symptom: "N12" };

export default helloScenario({
  id: "kapp-controller/told-while-running",
  title: "A running kapp-controller takes caCerts over from 0.41 on; 0.35 and 0.32 have to be restarted",
  tags: ["nightly"],
  varies: ["kapp-controller"],
})
  .red(
    "kapp-controller cannot fetch it",
    ({ cluster }) => installPackage({ cluster, ...hello, createNamespace: true }),
    refused,
  )
  .given("token", "its account has a token secret, as Kubernetes gave one until 1.23", ({ cluster }) =>
    giveTokenSecret({ cluster, serviceAccount: `hello-${hello.namespace}-sa`, namespace: hello.namespace }),
  )

  .when("told", "caCerts go into the ConfigMap", ({ cluster, ca }) =>
    configureKappController({ cluster, kind: "ConfigMap", config: { caCerts: ca } }),
  )
  .green(
    "its trust store gets the CA within seconds",
    ({ cluster, ca }) => trustInBundle({ cluster, holds: [ca] }),
    { only: { "kapp-controller": following } },
  )
  .green("the package is installed", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    answer: reconciled,
    only: { "kapp-controller": following },
  })
  .red(
    "it does not look: the package fails as before",
    ({ cluster }) => retryPackage({ cluster, ...hello }),
    { ...refused, only: { "kapp-controller": reading } },
  )
  .red("its trust store lacks the CA", ({ cluster, ca }) => readTrustInBundle({ cluster, holds: [ca] }), {
    error: notInBundle,
    only: { "kapp-controller": reading },
  })
  .when("restarted", "kubectl rollout restart", ({ cluster }) => restartKappController({ cluster }))
  .green("its trust store holds the CA", ({ cluster, ca }) => trustInBundle({ cluster, holds: [ca] }))
  .green("the package reconciles", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    answer: reconciled,
  })

  .when("deleted", "the ConfigMap is deleted", ({ cluster }) =>
    forgetKappControllerConfig({ cluster, kind: "ConfigMap" }),
  )
  .green(
    "the CA leaves the trust store within seconds",
    ({ cluster, ca }) => trustInBundle({ cluster, lacks: [ca] }),
    { only: { "kapp-controller": following } },
  )
  .green(
    "it does not look at that either: it goes on trusting",
    ({ cluster }) => retryPackage({ cluster, ...hello }),
    {
      answer: reconciled,
      only: { "kapp-controller": reading },
    },
  )
  .when("again", "kubectl rollout restart", ({ cluster }) => restartKappController({ cluster }))
  .green("its trust store lacks the CA", ({ cluster, ca }) => trustInBundle({ cluster, lacks: [ca] }))
  .red("the trust is gone", ({ cluster }) => retryPackage({ cluster, ...hello }), refused);
