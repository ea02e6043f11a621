import { once } from "node:events";
import { connect, connectInCluster, type Kube } from "../cluster/kube/kube.ts";
import { lookAtWorkloads } from "../cluster/supply-chain/look-at-workloads.ts";
import { systemClock } from "../core/clock.ts";
import { messageOf } from "../core/errors.ts";
import { pageServer } from "./page-server.ts";
import { type PageSettings, readSettings } from "./settings.ts";
import { SharedLooks } from "./shared-looks.ts";

/** The process of the page's Pod. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const connection = new Connection(settings);
  const server = pageServer(new SharedLooks((now) => look(connection, settings, now)));
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      server.close(() => process.exit(0));
      server.closeAllConnections();
    });
  }
  server.listen(settings.port, settings.address);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : settings.port;
  log({ message: "ready", port, namespace: settings.namespace });
  // Loading the client takes seconds on a busy host: not those of whoever looks first. If it fails, they are told.
  await connection.open().catch(() => undefined);
}

/** The connection to the API server; one that could not be made is tried again with the next look. */
class Connection {
  readonly #settings: PageSettings;
  #kube: Promise<Kube> | undefined;

  constructor(settings: PageSettings) {
    this.#settings = settings;
  }

  open(): Promise<Kube> {
    const { kubeconfig } = this.#settings;
    this.#kube ??= (kubeconfig === undefined ? connectInCluster() : connect(kubeconfig)).catch(
      (error: unknown) => {
        this.#kube = undefined;
        throw error;
      },
    );
    return this.#kube;
  }
}

async function look(connection: Connection, { namespace }: PageSettings, now: number) {
  return lookAtWorkloads(await connection.open(), { namespace }, { ...systemClock, now: () => now });
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
