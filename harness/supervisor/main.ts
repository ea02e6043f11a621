import { join } from "node:path";
import { connectInCluster } from "../cluster/kube/kube.ts";
import { systemClock } from "../core/clock.ts";
import { messageOf } from "../core/errors.ts";
import { apiRequests } from "./controller/api-requests.ts";
import { clientKubeApi } from "./controller/client-kube-api.ts";
import { preparedCredentials } from "./controller/credentials.ts";
import { runController } from "./controller/run-controller.ts";
import { readAccounts } from "./login/accounts.ts";
import { tokenIssuer } from "./login/issue-token.ts";
import { loginRoutes } from "./login/login-routes.ts";
import type { Route } from "./server/exchange.ts";
import { startHttpsServer } from "./server/https-server.ts";
import { placesBelow, readLab } from "./settings.ts";
import { webhookRoutes } from "./webhooks/webhook-routes.ts";

/** The process of the tkg-controller's Pod: webhooks, the login, and the controller itself. */
async function main(): Promise<void> {
  const stop = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stop.abort());
  const places = placesBelow("/etc/tkg");
  const serve = (port: number, folder: string, routes: readonly Route[]) =>
    startHttpsServer({
      ...{ port, address: "0.0.0.0", routes, log },
      certificateFile: join(folder, "tls.crt"),
      keyFile: join(folder, "tls.key"),
    });
  // Before everything else: until the webhooks answer, the API server gives nobody a cluster.
  await using _webhooks = await serve(
    9443,
    places.webhooksTls,
    webhookRoutes(() => new Date(systemClock.now())),
  );
  const lab = await readLab(places.lab);
  const kube = await connectInCluster();
  const [api, ask] = [await clientKubeApi(kube), await apiRequests(kube)];
  const accounts = () => readAccounts(places.accounts);
  await using _login = await serve(
    8443,
    places.loginTls,
    loginRoutes({ accounts, issueToken: tokenIssuer(ask) }),
  );
  log({ message: "ready", kubernetes: lab.kubernetesVersion });
  await runController({
    ...{ api, lab, credentials: preparedCredentials(), clock: systemClock, signal: stop.signal },
    onFailure: (cluster, error, pause) => {
      log({ level: "error", cluster, message: messageOf(error), retryInMilliseconds: pause });
    },
  });
}

function log(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

try {
  await main();
} catch (error) {
  log({ level: "fatal", message: messageOf(error) });
  process.exit(1);
}
