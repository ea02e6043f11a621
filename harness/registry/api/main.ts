import { startHarborServer } from "./harbor-server.ts";
import { readSettings } from "./settings.ts";

/** The process of the registry's container: `node main.ts [configuration file]`. */
async function main(): Promise<void> {
  const settings = readSettings(process.argv[2] ?? "/etc/harbor/config.json");
  const server = await startHarborServer(settings, log);
  log({ message: "ready", externalUrl: settings.externalUrl, port: server.port });
  const closing = new AbortController();
  process.on("SIGHUP", () => {
    try {
      log({ message: "certificate reloaded", fingerprint: server.reloadCertificate() });
    } catch (error) {
      // The old certificate goes on being served, which whoever replaced it has to learn.
      log({ level: "error", message: `Reloading the certificate: ${String(error)}` });
    }
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      closing.abort();
      server.close().then(
        () => process.exit(0),
        (error: unknown) => die(`Closing: ${String(error)}`),
      );
    });
  }
  const how = await server.registryEnded;
  if (!closing.signal.aborted) die(`The registry behind the API is gone: ${how}`);
}

function log(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function die(message: string): never {
  log({ level: "fatal", message });
  process.exit(1);
}

try {
  await main();
} catch (error) {
  die(error instanceof Error ? error.message : String(error));
}
