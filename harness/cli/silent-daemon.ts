import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SilentDaemon extends AsyncDisposable {
  readonly address: string;
  /** Done when somebody has called. */
  readonly called: Promise<undefined>;
}

/** For contract tests: a Docker daemon that takes calls and never answers. */
export async function silentDaemon(): Promise<SilentDaemon> {
  const folder = await mkdtemp(join(tmpdir(), "tkglab-silent-"));
  const socket = join(folder, "docker.sock");
  const callers = new Set<Socket>();
  const { promise: called, resolve } = Promise.withResolvers<undefined>();
  const server = createServer((caller) => {
    callers.add(caller);
    resolve(undefined);
  }).listen(socket);
  await once(server, "listening");
  return {
    address: `unix://${socket}`,
    called,
    async [Symbol.asyncDispose]() {
      server.close();
      for (const caller of callers) caller.destroy();
      await rm(folder, { recursive: true });
    },
  };
}
