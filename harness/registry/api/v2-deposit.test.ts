import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminLogin, type ApiUnderTest, errorOf, type Reply, startApi } from "../api-under-test.ts";

const limit = 1_000;
const init = { login: adminLogin };
const digestOf = (content: string) => `sha256:${createHash("sha256").update(content).digest("hex")}`;
let api: ApiUnderTest;
beforeEach(async () => {
  api = await startApi();
  for (const name of ["small", "other"]) api.world.projects.create(name, true);
  api.world.quotas.limit("small", limit);
});
afterEach(() => api[Symbol.asyncDispose]());

const used = (project = "small") => api.world.quotas.of(project).used;
const reached = () => api.distribution.seen.map(({ method, url }) => `${method} ${url}`);

/** In one piece, with the PUT. */
const pushBlob = (repository: string, blob: string) =>
  api.send("PUT", `/v2/${repository}/blobs/uploads/one?digest=${digestOf(blob)}`, { ...init, body: blob });

async function pushImage(repository: string, layer: string): Promise<Reply> {
  await pushBlob(repository, layer);
  return pushManifest(repository, layer);
}

function pushManifest(repository: string, layer: string): Promise<Reply> {
  const layers = [{ digest: digestOf(layer), size: layer.length }];
  const body = JSON.stringify({ schemaVersion: 2, layers });
  return api.send("PUT", `/v2/${repository}/manifests/1`, { ...init, body });
}
/** Of the manifest above, whatever its layer. */
const manifestLength = JSON.stringify({
  schemaVersion: 2,
  layers: [{ digest: digestOf(""), size: 500 }],
}).length;

const full = (added: string, before: string) =>
  `DENIED: adding ${added} of storage resource, which when updated to current usage of ${before} will exceed the configured upper limit of 1000 B.`;

describe("a project with a limit", () => {
  it("refuses a blob by the length that its PUT declares, and Distribution never sees it", async () => {
    const reply = await pushBlob("small/a", "x".repeat(limit + 1));
    expect([reply.status, errorOf(reply)]).toEqual([403, full("1001 B", "0 B")]);
    expect([reached(), used()]).toEqual([[], 0]);
  });

  it("refuses a blob that came in chunks at the PUT that would complete it", async () => {
    const path = "/v2/small/a/blobs/uploads/chunked";
    for (const body of ["x".repeat(600), "y".repeat(500)])
      expect((await api.send("PATCH", path, { ...init, body })).status).toBe(202);
    const done = `${path}?digest=${digestOf("any")}`;
    const refused = await api.send("PUT", done, init);
    expect([refused.status, errorOf(refused)]).toEqual([403, full("1.1 KiB", "0 B")]);
    api.world.quotas.limit("small", 1_100);
    expect((await api.send("PUT", done, init)).status).toBe(201);
    expect([used(), api.world.uploads.size]).toEqual([1_100, 0]);
  });

  it("refuses a manifest when there is no room for it", async () => {
    await pushBlob("small/a", "x".repeat(500));
    api.world.quotas.limit("small", 500 + manifestLength - 1);
    const reply = await pushManifest("small/a", "x".repeat(500));
    expect(reply.status).toBe(403);
    expect(errorOf(reply)).toContain(`adding ${manifestLength} B of storage resource`);
    api.world.quotas.limit("small", 500 + manifestLength);
    expect((await pushManifest("small/a", "x".repeat(500))).status).toBe(201);
    expect(used()).toBe(500 + manifestLength);
  });

  it("takes what it holds already, into whatever repository", async () => {
    await pushImage("small/a", "x".repeat(500));
    api.world.quotas.limit("small", 1);
    expect((await pushImage("small/b", "x".repeat(500))).status).toBe(201);
    expect((await pushBlob("small/a", "y")).status).toBe(403);
    expect(used()).toBe(500 + manifestLength);
  });

  it("counts a blob that is mounted from another project", async () => {
    const blob = "x".repeat(700);
    await pushBlob("other/a", blob);
    const mount = `/v2/small/a/blobs/uploads/?mount=${digestOf(blob)}&from=other/a`;
    await pushBlob("small/a", "y".repeat(400));
    expect(errorOf(await api.send("POST", mount, init))).toBe(full("700 B", "400 B"));
    api.world.quotas.limit("small", -1);
    expect((await api.send("POST", mount, init)).status).toBe(201);
    expect([used("small"), used("other")]).toEqual([1_100, 700]);
  });

  it("counts nothing that Distribution did not store", async () => {
    await api.distribution[Symbol.asyncDispose]();
    expect((await pushBlob("small/a", "x".repeat(900))).status).toBe(502);
    expect(used()).toBe(0);
    // No room is kept for it either.
    expect((await pushBlob("small/a", "y".repeat(900))).status).toBe(502);
  });
});

describe("deleting", () => {
  it("gives the room back, by either API", async () => {
    const { headers } = await pushImage("small/a", "x".repeat(500));
    const digest = String(headers["docker-content-digest"]);
    expect((await api.send("DELETE", `/v2/small/a/manifests/${digest}`, init)).status).toBe(202);
    expect(used()).toBe(0);
    await pushImage("small/a", "x".repeat(500));
    expect(used()).toBe(500 + manifestLength);
    await api.send("DELETE", "/api/v2.0/projects/small/repositories/a", init);
    expect(used()).toBe(0);
  });
});

describe("a manifest", () => {
  it("is refused when it is larger than Distribution takes, and is not kept until its end", async () => {
    const reply = await api.send("PUT", "/v2/other/a/manifests/1", {
      ...init,
      body: "x".repeat(4 * 1024 * 1024 + 1),
    });
    expect([reply.status, errorOf(reply)]).toEqual([400, "MANIFEST_INVALID: manifest invalid"]);
    expect(reached()).toEqual([]);
  });

  it.each(["{}", "null", '{"schemaVersion":1}', '{"schemaVersion":"2"}', '{"schemaVersion":3,"layers":[]}'])(
    "is refused in a version that Distribution does not know: %s",
    async (body) => {
      const reply = await api.send("PUT", "/v2/other/a/manifests/1", { ...init, body });
      expect([reply.status, errorOf(reply)]).toEqual([400, "MANIFEST_INVALID: manifest invalid"]);
      expect(reached()).toEqual([]);
    },
  );

  it("goes to Distribution whatever it is, which knows what to say of it", async () => {
    const body = "no JSON";
    await api.send("PUT", "/v2/other/a/manifests/1", { ...init, body });
    expect(reached()).toEqual(["PUT /v2/other/a/manifests/1"]);
  });
});
