import { once } from "node:events";
import { createServer } from "node:net";

/** Ports of this host, by which a platform is reached. */
export interface PlatformPorts {
  readonly http: number;
  readonly https: number;
}

/** The ports that URLs need not name, and those that people try next; 0 is any that is free. */
const wanted = { http: [80, 8080, 8081, 0], https: [443, 8443, 8444, 0] } as const;

/** Ports on 127.0.0.1 that nobody listens on now: 80 and 443 where they are free (seed 002). */
export async function choosePorts(): Promise<PlatformPorts> {
  const [http, https] = await Promise.all([firstFree(wanted.http), firstFree(wanted.https)]);
  return { http, https };
}

/** The first of these ports that can be listened on. */
export async function firstFree(ports: readonly number[]): Promise<number> {
  for (const port of ports) {
    const free = await listenOnce(port);
    if (free !== undefined) return free;
  }
  return firstFree([0]);
}

/** The port, if it can be had; a number for 0. */
async function listenOnce(port: number): Promise<number | undefined> {
  const server = createServer();
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    // Taken, or one that only root may have.
    if (error instanceof Error && "code" in error && ["EADDRINUSE", "EACCES"].includes(String(error.code)))
      return undefined;
    throw error;
  }
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : undefined;
}

/** A URL of the platform as a person types it: with the port where it is not the usual one. */
export function urlOn(host: string, { http }: Pick<PlatformPorts, "http">): string {
  return http === 80 ? `http://${host}` : `http://${host}:${http}`;
}
