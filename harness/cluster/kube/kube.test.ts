import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { createRootCa, issueServerCertificate } from "../../pki/index.ts";
import { apiStatus, connect, type Kube } from "./kube.ts";

/** An API server of a few lines, with a certificate of its own CA, and a connection to it. */
async function apiServer(listener: RequestListener) {
  const ca = await createRootCa();
  const { chainPem, privateKeyPem } = await issueServerCertificate({ issuer: ca, dnsNames: ["localhost"] });
  const server = createServer({ cert: chainPem, key: privateKeyPem.reveal() }, listener);
  server.listen(0, "localhost");
  await once(server, "listening");
  // as: a server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo;
  const folder = await temporaryFolder();
  const kubeconfig = join(folder.path, "kubeconfig");
  const one = (kind: string, content: object) => [{ name: "lab", [kind]: content }];
  const config = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": "lab",
    clusters: one("cluster", {
      server: `https://localhost:${port}`,
      "certificate-authority-data": Buffer.from(ca.certificatePem).toString("base64"),
    }),
    users: one("user", {}),
    contexts: one("context", { cluster: "lab", user: "lab" }),
  };
  await writeFile(kubeconfig, stringify(config));
  return {
    kube: await connect(kubeconfig),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const event = (type: string, object: object) => `${JSON.stringify({ type, object })}\n`;

async function follow(kube: Kube, signal = new AbortController().signal, onObject?: () => void) {
  const seen: unknown[] = [];
  const take = (object: unknown) => {
    seen.push(object);
    onObject?.();
  };
  await kube.follow("/api/v1/pods", "metadata.name=p", take, signal);
  return seen;
}

// Loading the Kubernetes client takes long on a busy host.
describe("follow", { timeout: 60_000 }, () => {
  it("gives what is there and what changes, not what goes, until the server ends it", async () => {
    let asked = "";
    await using api = await apiServer((request, response) => {
      asked = request.url ?? "";
      response.write(event("ADDED", { n: 1 }) + event("MODIFIED", { n: 2 }) + event("DELETED", { n: 3 }));
      response.end(event("BOOKMARK", { n: 4 }));
    });
    expect(await follow(api.kube)).toEqual([{ n: 1 }, { n: 2 }]);
    expect(asked).toBe("/api/v1/pods?watch=true&fieldSelector=metadata.name%3Dp");
  });

  it("says what goes to whoever asks for it", async () => {
    await using api = await apiServer((_request, response) => {
      response.end(event("ADDED", { n: 1 }) + event("DELETED", { n: 1 }));
    });
    const [there, gone]: [unknown[], unknown[]] = [[], []];
    const { signal } = new AbortController();
    await api.kube.follow(
      "/api/v1/pods",
      undefined,
      (pod) => there.push(pod),
      signal,
      (pod) => gone.push(pod),
    );
    expect([there, gone]).toEqual([[{ n: 1 }], [{ n: 1 }]]);
  });

  it("ends without complaint when it is told to", async () => {
    await using api = await apiServer((_request, response) => void response.write(event("ADDED", { n: 1 })));
    const stop = new AbortController();
    expect(await follow(api.kube, stop.signal, () => stop.abort())).toEqual([{ n: 1 }]);
  });

  it("rejects with the status when the server refuses", async () => {
    await using api = await apiServer((_request, response) => response.writeHead(403).end("{}"));
    await expect(follow(api.kube)).rejects.toMatchObject({ message: "Forbidden", statusCode: 403 });
  });

  it("rejects with the cause when the connection breaks", async () => {
    await using api = await apiServer((request) => request.socket.destroy());
    await expect(follow(api.kube)).rejects.toMatchObject({
      message: "fetch failed",
      cause: { message: "other side closed" },
    });
  });
});

describe("apiStatus", () => {
  it("is the HTTP status of an API error, and of nothing else", async () => {
    await using api = await apiServer((_request, response) => response.writeHead(404).end("{}"));
    const error: unknown = await api.kube.core
      .readNamespacedPod({ name: "p", namespace: "default" })
      .catch((thrown: unknown) => thrown);
    expect(apiStatus(error)).toBe(404);
    expect(apiStatus(Object.assign(new Error("x"), { code: "ENOENT" }))).toBeUndefined();
    expect(apiStatus("text")).toBeUndefined();
  });
});
