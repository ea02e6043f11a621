import { once } from "node:events";
import { connect, createServer } from "node:net";

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

/** What is to be said of ports that are not the usual ones, a line each. */
export function portsText({ http, https }: PlatformPorts): readonly string[] {
  const said = (usual: number, port: number, who: string) =>
    port === usual ? [] : [`port ${usual} of 127.0.0.1 is taken: ${who} ${port}`];
  return [...said(80, http, "the URLs carry"), ...said(443, https, "the git server's URL carries")];
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
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE") return undefined;
    // Only root may have it; Docker's daemon, which is to listen there, is.
    if (code === "EACCES") return (await isAnswering(port)) ? undefined : port;
    throw error;
  }
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : undefined;
}

/** Whether somebody takes connections at a port of 127.0.0.1. */
export async function isAnswering(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ECONNREFUSED") return false;
    throw error;
  } finally {
    socket.destroy();
  }
}

/** A URL of the platform as a person types it: with the port where it is not the usual one. */
export function urlOn(host: string, { http }: Pick<PlatformPorts, "http">): string {
  return http === 80 ? `http://${host}` : `http://${host}:${http}`;
}
