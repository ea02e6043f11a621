import {
  checkForwardProxy,
  configureKappController,
  type ForwardProxy,
  giveTokenSecret,
  installPackage,
  retryPackage,
  trustInBundle,
  tryKappControllerRestart,
} from "../../harness/index.ts";
import { hello, imgpkgUnknownAuthority, reconciled } from "./packages.ts";
import { helloScenario } from "./package-scenario.ts";

/** How kapp-controller is told of a proxy; the key that keeps the API server out of it is not among them. */
const through = ({ url }: ForwardProxy) => ({ httpProxy: url, httpsProxy: url });
/** kapp-controller puts the API server's address in its place. */
const noProxy = "KAPPCTRL_KUBERNETES_SERVICE_HOST";

/** N14, as the Go of then words it and as today's does. */
const apiServerTimedOut =
  /"Failed to get API Group-Resources","error":"Get \\"https:\/\/10\.96\.0\.1:443\/api\?timeout=32s\\": (net\/http: request canceled while waiting for connection|context deadline exceeded)( \(Client\.Timeout exceeded while awaiting headers\))?"/;

export default helloScenario({
  id: "kapp-controller/proxy",
  title: "Behind a proxy kapp-controller 0.32 needs the API server in noProxy, and every version the CA",
  tags: ["nightly", "proxy", "mistake"],
  differs: [
    "kapp-controller is built with a newer Go, which words the end of the API server's 32 s differently",
    "Harbor could be reached without the proxy too; that nobody does is read from the proxy's log",
  ],
  uses: ["kapp-controller-0.32-manifests", "forward-proxy"],
  kappController: "0.32",
})
  .given("proxy", "a forward proxy stands", ({ lab }) => lab.forwardProxy())

  .when("proxied", "httpProxy and httpsProxy go into the ConfigMap, without noProxy", ({ cluster, proxy }) =>
    configureKappController({ cluster, kind: "ConfigMap", config: through(proxy) }),
  )
  .red(
    "0.32.0 asks the proxy for the API server, and ends",
    ({ cluster }) => tryKappControllerRestart({ cluster }),
    { error: apiServerTimedOut, symptom: "N14" },
  )
  .when("spared", "noProxy names the API server by kapp-controller's word for it", ({ cluster, proxy }) =>
    configureKappController({ cluster, kind: "ConfigMap", config: { ...through(proxy), noProxy } }),
  )
  .green("0.32.0 comes up", ({ cluster }) => tryKappControllerRestart({ cluster }))

  .red(
    "a proxy does not end TLS: kapp-controller needs the CA all the same",
    ({ cluster }) => installPackage({ cluster, ...hello, createNamespace: true }),
    { error: imgpkgUnknownAuthority, symptom: "N12" },
  )
  .green(
    "it was by way of the proxy that it met Harbor",
    ({ proxy, harbor }) => checkForwardProxy({ proxy, harbor }),
    { answer: /^CONNECT harbor-\w+\.tkg\.test:443 \(\w+( times)?\)$/m },
  )
  .given("token", "its account has a token secret, as Kubernetes gave one until 1.23", ({ cluster }) =>
    giveTokenSecret({ cluster, serviceAccount: `hello-${hello.namespace}-sa`, namespace: hello.namespace }),
  )
  .when("told", "caCerts go into the ConfigMap too", ({ cluster, proxy, ca }) =>
    configureKappController({
      ...{ cluster, kind: "ConfigMap" },
      config: { ...through(proxy), noProxy, caCerts: ca },
    }),
  )
  .green("0.32.0 comes up again", ({ cluster }) => tryKappControllerRestart({ cluster }))
  .green("the package is installed", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    answer: reconciled,
  })

  .when("upgraded", "kapp-controller 0.41.2 takes the place of 0.32.0", ({ lab, cluster }) =>
    lab.installKappController(cluster, "0.41"),
  )
  .when("bare", "the ConfigMap keeps the proxy alone", async ({ cluster, proxy }) => {
    await configureKappController({ cluster, kind: "ConfigMap", config: through(proxy) });
    return (await proxy.requests()).length;
  })
  .green("0.41.2 comes up without noProxy: only its tools have the proxy", ({ cluster }) =>
    tryKappControllerRestart({ cluster }),
  )
  .red("without the CA it cannot fetch either", ({ cluster }) => retryPackage({ cluster, ...hello }), {
    error: imgpkgUnknownAuthority,
    symptom: "N12",
  })
  .green("it takes caCerts over", async ({ cluster, proxy, ca }) => {
    const config = { ...through(proxy), caCerts: ca };
    await configureKappController({ cluster, kind: "ConfigMap", config });
    return trustInBundle({ cluster, holds: [ca] });
  })
  .green(
    "the package reconciles: kapp is none of those tools",
    ({ cluster }) => retryPackage({ cluster, ...hello }),
    {
      answer: reconciled,
    },
  )
  .green(
    "0.41.2 asked the proxy for Harbor, and for nothing else",
    ({ proxy, harbor, bare }) => checkForwardProxy({ proxy, harbor, since: bare }),
    { answer: /^CONNECT harbor-\w+\.tkg\.test:443 \(\w+( times)?\)$/ },
  );
