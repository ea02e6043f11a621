import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { connect, type Kube } from "../kube/kube.ts";
import {
  type Answered,
  carryOut,
  type FakeRefusal,
  type KeptObject,
  packageResources,
  pathOf,
  refused,
} from "./fake-objects.ts";

/** For tests: what a server is like. */
export interface FakeApiOptions {
  /** Kinds that it knows, as `apiVersion/plural`; all of the package commands unless told. */
  readonly resources?: Readonly<Record<string, string>>;
  /** Asked before each request, which is `METHOD path`. */
  readonly refuse?: (request: string) => FakeRefusal | undefined;
  /** Called before each request that is not refused: what controllers do meanwhile. */
  readonly meanwhile?: (objects: Map<string, KeptObject>) => void;
}

/** For tests: an API server that keeps objects in memory. */
export interface FakeApiServer extends AsyncDisposable {
  readonly kube: Kube;
  /** The kubeconfig's file. */
  readonly kubeconfig: string;
  /** By path, such as `/api/v1/namespaces/default`. */
  readonly objects: Map<string, KeptObject>;
  /** Every request that changes something, as `METHOD path`. */
  readonly changes: string[];
}

/** For tests: starts such a server. */
export async function fakeApiServer(
  kept: readonly KeptObject[] = [],
  options: FakeApiOptions = {},
): Promise<FakeApiServer> {
  const { resources = packageResources, refuse, meanwhile } = options;
  const objects = new Map<string, KeptObject>();
  for (const object of kept) objects.set(pathOf(object), { ...object });
  const changes: string[] = [];
  const answer = async (request: IncomingMessage): Promise<Answered> => {
    const { method = "GET", url = "" } = request;
    const path = url.split("?")[0] ?? "";
    const body = await text(request);
    const asked = `${method} ${path}`;
    if (method !== "GET") changes.push(asked);
    const refusal = refuse?.(asked);
    if (refusal !== undefined) return refused(refusal);
    meanwhile?.(objects);
    return carryOut({ method, path, body, patchType: request.headers["content-type"] }, objects, resources);
  };
  const server = createServer((request, response) => {
    answer(request).then(
      (answered) => write(response, answered),
      (error: unknown) => write(response, { status: 500, body: String(error) }),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // as: a server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo;
  const folder = await temporaryFolder();
  const kubeconfig = join(folder.path, "kubeconfig");
  await writeFile(kubeconfig, kubeconfigFor(`http://127.0.0.1:${port}`));
  return {
    kube: await connect(kubeconfig),
    ...{ kubeconfig, objects, changes },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

function write(response: ServerResponse, { status, body }: Answered): void {
  const isText = typeof body === "string";
  response.writeHead(status, { "content-type": isText ? "text/plain" : "application/json" });
  response.end(isText ? body : JSON.stringify(body));
}

function kubeconfigFor(server: string): string {
  return JSON.stringify({
    ...{ apiVersion: "v1", kind: "Config", "current-context": "fake" },
    // The client speaks plain HTTP only to a server that it need not verify.
    clusters: [{ name: "fake", cluster: { server, "insecure-skip-tls-verify": true } }],
    users: [{ name: "fake", user: {} }],
    contexts: [{ name: "fake", context: { cluster: "fake", user: "fake" } }],
  });
}
