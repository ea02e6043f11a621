import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { temporaryFolder } from "../core/temporary-folder.ts";

/** For tests: an API server that gives what it is told, by path without query, and refuses everything else as not found. */
export interface FakeApi extends AsyncDisposable {
  readonly kubeconfig: string;
  readonly server: string;
  /** Method and path of every request so far. */
  readonly calls: readonly string[];
}

/** An object, a list's items, the text of a log, or a status with which it refuses. */
export type FakeAnswer = object | string | number;

/** For tests: starts such a server, and writes a kubeconfig for it. */
export async function startFakeApi(answers: Readonly<Record<string, FakeAnswer>>): Promise<FakeApi> {
  const calls: string[] = [];
  const listener = createServer(({ method = "", url = "" }, response) => {
    calls.push(`${method} ${url}`);
    const answer = answers[url.split("?", 1).join("")] ?? 404;
    if (typeof answer === "string") {
      response.writeHead(200, { "content-type": "text/plain" }).end(answer);
      return;
    }
    const refused = typeof answer === "number";
    const body = refused ? { kind: "Status", message: `no "access", says ${answer}` } : bodyOf(answer);
    response
      .writeHead(refused ? answer : 200, { "content-type": "application/json" })
      .end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as AddressInfo; // a server that listens on TCP has one
  const server = `http://127.0.0.1:${port}`;
  const folder = await temporaryFolder();
  const kubeconfig = join(folder.path, "x.kubeconfig");
  await writeFile(kubeconfig, JSON.stringify(kubeconfigFor(server)));
  return {
    kubeconfig,
    server,
    calls,
    async [Symbol.asyncDispose]() {
      listener.closeAllConnections();
      await new Promise((resolve) => listener.close(resolve));
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** For tests: a kubeconfig for an API server that has no certificate; YAML, as JSON is. */
export function kubeconfigFor(server: string): object {
  return {
    apiVersion: "v1",
    kind: "Config",
    "current-context": "x",
    // The client speaks HTTP only with somebody who does not want to verify.
    clusters: [{ name: "x", cluster: { server, "insecure-skip-tls-verify": true } }],
    users: [{ name: "x", user: {} }],
    contexts: [{ name: "x", context: { cluster: "x", user: "x" } }],
  };
}

function bodyOf(answer: object): object {
  return Array.isArray(answer) ? { items: answer as unknown[] } : answer;
}
