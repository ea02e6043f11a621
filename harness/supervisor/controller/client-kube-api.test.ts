import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { connect } from "../../cluster/kube/kube.ts";
import { fakeClock } from "../../core/clock.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { testCluster } from "../objects/cluster-under-test.ts";
import { clientKubeApi } from "./client-kube-api.ts";

interface Asked {
  readonly request: string;
  readonly type: string | undefined;
  readonly body: unknown;
}

/** An API server that answers as the test says, and keeps what it was asked. */
async function apiServer(answer: (asked: Asked, response: ServerResponse) => void) {
  const asked: Asked[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = "", url = "", headers } = request;
      const one = {
        ...{ request: `${method} ${url}`, type: headers["content-type"] },
        body: body === "" ? undefined : (JSON.parse(body) as unknown),
      };
      asked.push(one);
      answer(one, response);
    });
  });
  server.on("connection", () => (connections += 1));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // as: a server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo;
  await using folder = await temporaryFolder();
  const kubeconfig = join(folder.path, "kubeconfig");
  const cluster = { server: `http://127.0.0.1:${port}`, "insecure-skip-tls-verify": true };
  const config = {
    ...{ apiVersion: "v1", kind: "Config", "current-context": "lab" },
    clusters: [{ name: "lab", cluster }],
    users: [{ name: "lab", user: { token: "t0ken" } }],
    contexts: [{ name: "lab", context: { cluster: "lab", user: "lab" } }],
  };
  await writeFile(kubeconfig, JSON.stringify(config));
  return {
    asked,
    connections: () => connections,
    api: await clientKubeApi(await connect(kubeconfig), fakeClock(Date.UTC(2026, 10, 22, 2))),
    [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      return Promise.resolve();
    },
  };
}

const give = (response: ServerResponse, body: object, code = 200) =>
  void response.writeHead(code, { "content-type": "application/json" }).end(JSON.stringify(body));

const secret = { kind: "Secret", name: "a-ssh", namespace: "ns1" } as const;
const configMap = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "a-lb", namespace: "ns1" },
  data: {},
};

// Loading the Kubernetes client takes long on a busy host.
describe("objects", { timeout: 60_000 }, () => {
  it("are read by name and by label, each with its kind", async () => {
    await using server = await apiServer(({ request }, response) =>
      give(response, request.includes("?") ? { items: [{ metadata: { name: "a" } }] } : { kind: "Secret" }),
    );
    expect(await server.api.get(secret)).toEqual({ kind: "Secret" });
    expect(await server.api.list("ConfigMap", "ns1", "a=b")).toEqual([
      { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } },
    ]);
    await server.api.get({ kind: "TkgServiceConfiguration", name: "x" });
    expect(server.asked.map(({ request }) => request)).toEqual([
      "GET /api/v1/namespaces/ns1/secrets/a-ssh",
      "GET /api/v1/namespaces/ns1/configmaps?labelSelector=a%3Db",
      "GET /apis/run.tanzu.vmware.com/v1alpha1/tkgserviceconfigurations/x",
    ]);
  });

  it("are asked for over the same connections, however many", async () => {
    await using server = await apiServer((_asked, response) => give(response, { kind: "Secret" }));
    for (let n = 1; n <= 10; n += 1) await server.api.get(secret);
    expect(server.asked).toHaveLength(10);
    // The next request may come before the first connection is free again.
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  it("that are not there are undefined, and as good as deleted", async () => {
    await using server = await apiServer((_asked, response) => give(response, { message: "gone" }, 404));
    expect(await server.api.get(secret)).toBeUndefined();
    await server.api.delete(secret, "uid-1");
    expect(server.asked[1]).toMatchObject({
      request: "DELETE /api/v1/namespaces/ns1/secrets/a-ssh",
      body: { preconditions: { uid: "uid-1" } },
    });
  });

  it("are applied by the server, by force and under the controller's name; the status by itself", async () => {
    await using server = await apiServer((_asked, response) => give(response, {}));
    const { apiVersion, kind, metadata } = testCluster();
    const status = { apiVersion, kind, metadata, status: { phase: "running" } };
    await server.api.create(configMap);
    await server.api.apply(configMap);
    await server.api.applyStatus(status);
    const query = "fieldManager=tkg-controller";
    const tkc = "/apis/run.tanzu.vmware.com/v1alpha2/namespaces/ns1/tanzukubernetesclusters/tkc-cluster-1";
    const type = "application/apply-patch+yaml";
    expect(server.asked).toEqual([
      {
        request: `POST /api/v1/namespaces/ns1/configmaps?${query}`,
        ...{ type: "application/json", body: configMap },
      },
      { request: `PATCH /api/v1/namespaces/ns1/configmaps/a-lb?${query}&force=true`, type, body: configMap },
      { request: `PATCH ${tkc}/status?${query}&force=true`, type, body: status },
    ]);
  });

  it("that are refused are so in the server's words", async () => {
    const message = 'admission webhook "x" denied the request: no';
    await using server = await apiServer((_asked, response) => give(response, { message }, 422));
    await expect(server.api.apply(configMap)).rejects.toMatchObject({ name: "ApiError", code: 422, message });
  });
});

describe("events", { timeout: 60_000 }, () => {
  const said = { type: "Normal", reason: "Creating", message: "The cluster is created" } as const;

  it("are made, and counted when they are said again", async () => {
    let isThere = false;
    await using server = await apiServer(({ request }, response) => {
      if (request.startsWith("POST") && isThere) give(response, { message: "exists" }, 409);
      else give(response, { count: 2 });
      isThere = true;
    });
    await server.api.event(testCluster(), said);
    await server.api.event(testCluster(), said);
    const [made, , , counted] = server.asked;
    expect(made?.body).toMatchObject({
      metadata: { name: expect.stringMatching(/^tkc-cluster-1\.[b-z2-9]{10}$/) as string, namespace: "ns1" },
      involvedObject: { kind: "TanzuKubernetesCluster", name: "tkc-cluster-1", uid: "uid-of-tkc-cluster-1" },
      ...said,
      ...{ count: 1, firstTimestamp: "2026-11-22T02:00:00.000Z" },
    });
    expect(counted).toMatchObject({
      type: "application/merge-patch+json",
      body: { count: 3, lastTimestamp: "2026-11-22T02:00:00.000Z" },
    });
  });
});

describe("watch", { timeout: 60_000 }, () => {
  const named = (name: string, resourceVersion: string) => ({
    metadata: { name, namespace: "ns1", resourceVersion },
  });
  const line = (type: string, object: object) => `${JSON.stringify({ type, object })}\n`;

  it("tells of what is there, changes and goes, over a broken connection too", async () => {
    let lists = 0;
    await using server = await apiServer(({ request }, response) => {
      if (!request.includes("watch=true")) {
        lists += 1;
        // A first list that fails is asked for again.
        if (lists === 1) give(response, { message: "not yet" }, 503);
        else give(response, { metadata: { resourceVersion: "1" }, items: [named("a", "1")] });
        return;
      }
      response.write(
        line("MODIFIED", named("a", "2")) + line("ADDED", named("b", "3")) + line("DELETED", named("a", "4")),
      );
    });
    const stop = new AbortController();
    const seen: string[] = [];
    const watching = server.api.watch(
      "Cluster",
      ({ metadata }) => {
        seen.push(`${metadata.name} ${metadata.resourceVersion ?? ""}`);
        if (seen.length === 4) stop.abort();
      },
      stop.signal,
    );
    await watching;
    expect(seen).toEqual(["a 1", "a 2", "b 3", "a 4"]);
    expect(server.asked.at(-1)?.request).toBe(
      "GET /apis/cluster.x-k8s.io/v1beta1/clusters?watch=true&resourceVersion=1",
    );
  });
});
