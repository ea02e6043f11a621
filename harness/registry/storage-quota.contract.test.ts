import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  basicLogin,
  callRegistry,
  expectStatus,
  manifestType,
  type OciReply,
  pushBlob,
  pushImage,
  sha256,
  startUpload,
} from "./oci-calls.ts";
import { type RegistryProcess, startRegistryProcess } from "./registry-process.ts";

const admin = basicLogin("admin", "Harbor12345");
const mebibyte = 1024 * 1024;
const blob = randomBytes(2 * mebibyte);
let registry: RegistryProcess;
beforeAll(async () => {
  registry = await startRegistryProcess();
  await registry.api.createProject({ name: "small", public: true, storageLimit: mebibyte });
});
afterAll(() => registry[Symbol.asyncDispose]());

const call = (method: string, path: string, body?: Buffer) =>
  callRegistry(registry.target, {
    method,
    path,
    authorization: admin,
    type: "application/octet-stream",
    ...(body === undefined ? {} : { body }),
  });
const used = async () => (await registry.api.readQuota("small")).used;

async function pushInOnePiece(content: Buffer): Promise<OciReply> {
  const location = await startUpload(registry.target, admin, "small/app");
  return call("PUT", `${location}&digest=${sha256(content)}`, content);
}

async function pushInPieces(content: Buffer): Promise<OciReply> {
  const location = await startUpload(registry.target, admin, "small/app");
  const { headers } = expectStatus(202, await call("PATCH", location, content));
  return call("PUT", `${headers.location ?? ""}&digest=${sha256(content)}`, Buffer.alloc(0));
}

describe("a project that is full", () => {
  it.each([
    ["in one piece", pushInOnePiece],
    ["in pieces", pushInPieces],
  ])("refuses a blob that comes %s, and does not hold it", async (_how, push) => {
    const { status, body } = await push(blob);
    expect([status, JSON.parse(body)]).toEqual([
      403,
      {
        errors: [
          {
            code: "DENIED",
            message:
              "adding 2.0 MiB of storage resource, which when updated to current usage of 0 B will exceed the configured upper limit of 1.0 MiB.",
          },
        ],
      },
    ]);
    expect(await used()).toBe(0);
    const path = `/v2/small/app/blobs/${sha256(blob)}`;
    expect((await call("GET", path)).status).toBe(404);
  });

  it("takes it once it may, and counts it once", async () => {
    await registry.api.limitStorage("small", 2 * mebibyte);
    expect((await pushInPieces(blob)).status).toBe(201);
    expect((await pushInOnePiece(blob)).status).toBe(201);
    expect(await registry.api.readQuota("small")).toMatchObject({ limit: 2 * mebibyte, used: 2 * mebibyte });
  });

  it("counts a mount from another project", async () => {
    const content = randomBytes(1000);
    await pushBlob(registry.target, admin, "library/app", content);
    const mount = `/v2/small/app/blobs/uploads/?mount=${sha256(content)}&from=library/app`;
    expect((await call("POST", mount, Buffer.alloc(0))).status).toBe(403);
    await registry.api.limitStorage("small", 3 * mebibyte);
    expect((await call("POST", mount, Buffer.alloc(0))).status).toBe(201);
    expect(await used()).toBe(2 * mebibyte + 1000);
  });

  it("has the room of a deleted image back, and needs it again for its manifest", async () => {
    const before = await used();
    const digest = await pushImage(registry.target, admin, "small/image", "1");
    const [artifact] = await registry.api.listArtifacts("small/image");
    const size = artifact?.size ?? 0;
    expect([size > 0, await used()]).toEqual([true, before + size]);
    await call("DELETE", `/v2/small/image/manifests/${digest}`);
    expect(await used()).toBe(before);
    await pushImage(registry.target, admin, "small/image", "1");
    expect(await used()).toBe(before + size);
  });
});

describe("read-only mode", () => {
  it("ends pushes in the middle of an image and not pulls, and can be left again", async () => {
    await pushImage(registry.target, admin, "library/before", "1");
    const location = await startUpload(registry.target, admin, "library/app");
    await registry.api.setReadOnly(true);
    expect(await registry.api.systemInfo()).toMatchObject({ read_only: true });
    const refused = await call("PUT", `${location}&digest=${sha256(blob)}`, blob);
    expect([refused.status, refused.body]).toEqual([
      403,
      '{"errors":[{"code":"DENIED","message":"The system is in read only mode. Any modification is prohibited."}]}',
    ]);
    await expect(registry.api.createProject({ name: "late", public: true })).rejects.toThrow(
      "the registry answered 403: The system is in read only mode. Any modification is prohibited.",
    );
    const pulled = await callRegistry(registry.target, {
      method: "GET",
      path: "/v2/library/before/manifests/1",
      headers: { accept: manifestType },
    });
    expect(pulled.status).toBe(200);
    await registry.api.setReadOnly(false);
    expect((await call("PUT", `${location}&digest=${sha256(blob)}`, blob)).status).toBe(201);
  });
});
