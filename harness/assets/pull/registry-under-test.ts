import { mkdir, rm, writeFile } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { budgets } from "../../core/budgets.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import { exec } from "../../tools/exec.ts";

/** For contract tests: the real registry over plain HTTP, which Docker takes from loopback. */
export interface RegistryUnderTest extends AsyncDisposable {
  /** `localhost:<port>` */
  readonly address: string;
  /** The folder that it keeps everything in. */
  readonly storage: string;
}

/** Starts CNCF Distribution on a port of its own. */
export async function startRegistry(folder: string): Promise<RegistryUnderTest> {
  const binary = process.env.TKGLAB_REGISTRY_BINARY;
  if (binary === undefined) throw new Error("TKGLAB_REGISTRY_BINARY is not set: tkglab images env");
  const storage = join(folder, "storage");
  await mkdir(storage, { recursive: true });
  const settings = {
    version: "0.1",
    storage: { filesystem: { rootdirectory: storage } },
    http: { addr: "127.0.0.1:0" },
    log: { level: "info", accesslog: { disabled: true } },
  };
  await writeFile(join(folder, "registry.yml"), JSON.stringify(settings));
  const stop = new AbortController();
  const lines: string[] = [];
  const args = ["serve", join(folder, "registry.yml")];
  const ended = exec({ file: binary, args, signal: stop.signal, onLine: (line) => lines.push(line) }).catch(
    (reason: unknown) => {
      if (!stop.signal.aborted) throw reason;
    },
  );
  const port = await waitFor({
    what: "the registry to listen",
    look: () => {
      const found = /listening on 127\.0\.0\.1:(\d+)/.exec(lines.join("\n"))?.[1];
      return found === undefined ? notYet(lines.at(-1) ?? "nothing") : ready(found);
    },
    budget: budgets.registryReady,
  });
  return {
    address: `localhost:${port}`,
    storage,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await ended;
      await rm(storage, { recursive: true });
    },
  };
}

export interface SilentRegistry extends AsyncDisposable {
  readonly address: string;
  /** Done when somebody has called. */
  readonly called: Promise<undefined>;
  /** How many have. */
  readonly calls: () => number;
}

/** For contract tests: a registry that takes calls and never answers. */
export async function startSilentRegistry(): Promise<SilentRegistry> {
  const callers = new Set<Socket>();
  const { promise: called, resolve } = Promise.withResolvers<undefined>();
  const server = createServer((caller) => {
    callers.add(caller);
    resolve(undefined);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const place = server.address();
  if (place === null || typeof place === "string") throw new Error("it listens on no port");
  return {
    address: `localhost:${place.port}`,
    called,
    calls: () => callers.size,
    [Symbol.asyncDispose]() {
      server.close();
      for (const caller of callers) caller.destroy();
      return Promise.resolve();
    },
  };
}
