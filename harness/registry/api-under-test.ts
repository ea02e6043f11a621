import { generateKeyPairSync } from "node:crypto";
import { Agent, createServer, type IncomingMessage, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { DistributionClient } from "./api/distribution-client.ts";
import { isJsonObject } from "./api/json-fields.ts";
import { Ledger } from "./api/ledger.ts";
import { harborListener } from "./api/listener.ts";
import { type Patience, usualPatience } from "./api/pace.ts";
import { digestOf } from "./api/password.ts";
import { Projects } from "./api/projects.ts";
import { Quotas } from "./api/quotas.ts";
import { Robots } from "./api/robots.ts";
import { tokenService } from "./api/token-service.ts";
import type { World } from "./api/world.ts";
import { type FakeDistribution, startFakeDistribution } from "./fake-distribution.ts";

/** The API on a loopback port over a fake Distribution, for unit tests. */
export interface ApiUnderTest extends AsyncDisposable {
  readonly port: number;
  readonly world: World;
  readonly distribution: FakeDistribution;
  /** The access log so far. */
  readonly log: readonly object[];
  /** Moves the API's clock on. */
  pass(ms: number): void;
  /** Sends the path byte by byte as it is given. */
  send(method: string, path: string, init?: SendInit): Promise<Reply>;
}

export interface SendInit {
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** `name:password` for Basic. */
  readonly login?: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
  readonly json: unknown;
}

export const adminLogin = "admin:Harbor12345";
/** What signs this API's tokens, PKCS#8 PEM. */
export const tokenKey = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();

export interface ApiInput {
  readonly legacyApi?: boolean;
  readonly caFile?: string;
  readonly storage?: string;
  readonly patience?: Patience;
}

export async function startApi({
  legacyApi = false,
  caFile = "/nowhere/ca.crt",
  storage = "/nowhere/registry",
  patience = usualPatience,
}: ApiInput = {}): Promise<ApiUnderTest> {
  const distribution = await startFakeDistribution();
  let time = Date.parse("2026-01-02T03:04:05Z");
  const now = () => new Date(time);
  const tokens = await tokenService(tokenKey, now);
  const upstream = { port: distribution.port, agent: new Agent({ keepAlive: true }) };
  const world: World = {
    externalUrl: "https://harbor.tkg.test",
    caFile,
    legacyApi,
    harborVersion: "v2.13.0-tkglab",
    storage,
    adminPassword: digestOf("Harbor12345"),
    projects: new Projects(now),
    robots: new Robots(now),
    ledger: new Ledger(now),
    quotas: new Quotas(now),
    uploads: new Map(),
    configuration: { readOnly: false },
    patience,
    tokens,
    upstream,
    distribution: new DistributionClient(upstream, tokens),
    now,
  };
  const log: object[] = [];
  const server = createServer(harborListener(world, (line) => log.push(line)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a server that listens on TCP has one
  return {
    port,
    world,
    distribution,
    log,
    pass: (ms) => (time += ms),
    send: (method, path, init = {}) => send(port, method, path, init),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      upstream.agent.destroy();
      await distribution[Symbol.asyncDispose]();
    },
  };
}

/** The error of an answer in the envelope, as `CODE: message`. */
export function errorOf({ json }: Reply): string {
  const errors: unknown = isJsonObject(json) ? json.errors : undefined;
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return isJsonObject(first) ? `${String(first.code)}: ${String(first.message)}` : "(no error)";
}

async function send(
  port: number,
  method: string,
  path: string,
  { headers = {}, body, login }: SendInit,
): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const auth = login === undefined ? {} : { authorization: `Basic ${Buffer.from(login).toString("base64")}` };
  const options = {
    host: "127.0.0.1",
    port,
    method,
    path,
    agent: false as const,
    headers: { ...headers, ...auth },
  };
  httpRequest(options, resolve).on("error", reject).end(body);
  const incoming = await promise;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer); // without an encoding, every chunk is a Buffer
  const text = Buffer.concat(chunks).toString("utf8");
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Some answers are plain text, and a test that wants JSON sees undefined.
    return undefined;
  }
}
