import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminLogin, errorOf, startApi } from "../api-under-test.ts";

let directory: string;
let caFile: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "harbor-api-"));
  caFile = join(directory, "ca.crt");
});
afterEach(() => rm(directory, { recursive: true }));

describe("getcert", () => {
  it("gives the file as it is, to anybody, as a download", async () => {
    await using api = await startApi({ caFile });
    await writeFile(caFile, "-----BEGIN CERTIFICATE-----\n");
    const { status, headers, text } = await api.send("GET", "/api/v2.0/systeminfo/getcert");
    expect([status, text]).toEqual([200, "-----BEGIN CERTIFICATE-----\n"]);
    expect(headers["content-type"]).toBe("application/octet-stream");
    expect(headers["content-disposition"]).toBe("attachment; filename=ca.crt");
    await writeFile(caFile, "another\n");
    expect((await api.send("GET", "/api/v2.0/systeminfo/getcert")).text).toBe("another\n");
  });

  it("says 404 when there is no CA", async () => {
    await using api = await startApi({ caFile });
    const reply = await api.send("GET", "/api/v2.0/systeminfo/getcert");
    expect([reply.status, errorOf(reply)]).toEqual([
      404,
      "NOT_FOUND: cert not found in path: /etc/core/ca/ca.crt",
    ]);
  });

  it("answers on Harbor 1.x's path only where that is switched on", async () => {
    await writeFile(caFile, "PEM");
    await using modern = await startApi({ caFile });
    await using legacy = await startApi({ caFile, legacyApi: true });
    expect((await modern.send("GET", "/api/systeminfo/getcert")).status).toBe(404);
    expect((await legacy.send("GET", "/api/systeminfo/getcert")).text).toBe("PEM");
    expect((await legacy.send("GET", "/api/systeminfo")).status).toBe(200);
  });
});

describe("systeminfo", () => {
  it("tells anybody a little", async () => {
    await using api = await startApi({ caFile });
    const expected = {
      auth_mode: "db_auth",
      primary_auth_mode: false,
      self_registration: false,
      harbor_version: "v2.13.0-tkglab",
    };
    for (const init of [{}, { login: "admin:wrong" }]) {
      expect((await api.send("GET", "/api/v2.0/systeminfo", init)).json).toEqual(expected);
    }
  });

  it("tells who is logged in more, and whether there is a CA", async () => {
    await using api = await startApi({ caFile });
    const look = async () => (await api.send("GET", "/api/v2.0/systeminfo", { login: adminLogin })).json;
    expect(await look()).toMatchObject({
      external_url: "https://harbor.tkg.test",
      registry_url: "harbor.tkg.test",
      has_ca_root: false,
      project_creation_restriction: "adminonly",
      read_only: false,
    });
    await writeFile(caFile, "PEM");
    expect(await look()).toMatchObject({ has_ca_root: true });
  });
});

describe("volumes", () => {
  it("tell the administrator how much room the disk has", async () => {
    await using api = await startApi({ storage: directory });
    const { json } = await api.send("GET", "/api/v2.0/systeminfo/volumes", { login: adminLogin });
    const { storage } = json as { storage: { total: number; free: number }[] }; // the answer's shape
    const { total = 0, free = 0 } = storage[0] ?? {};
    expect(storage).toHaveLength(1);
    expect(total).toBeGreaterThan(free);
    expect(free).toBeGreaterThan(0);
  });

  it("are nobody else's business", async () => {
    await using api = await startApi({ storage: directory });
    expect((await api.send("GET", "/api/v2.0/systeminfo/volumes")).status).toBe(401);
  });
});

it("answers ping and version", async () => {
  await using api = await startApi();
  expect((await api.send("GET", "/api/v2.0/ping")).text).toBe("Pong");
  expect((await api.send("GET", "/api/version")).json).toEqual({ version: "v2.0" });
});

it("is healthy as long as Distribution answers, and always says 200", async () => {
  await using api = await startApi();
  const core = { name: "core", status: "healthy" };
  const well = await api.send("GET", "/api/v2.0/health");
  expect(well.json).toEqual({
    status: "healthy",
    components: [core, { name: "registry", status: "healthy" }],
  });
  await api.distribution[Symbol.asyncDispose]();
  const ill = await api.send("GET", "/api/v2.0/health");
  expect(ill.status).toBe(200);
  expect(ill.json).toEqual({
    status: "unhealthy",
    components: [core, { name: "registry", status: "unhealthy", error: "the registry does not answer" }],
  });
});

it("says 404 in the envelope to anything else", async () => {
  await using api = await startApi();
  for (const path of ["/", "/api/v2.0/nothing", "/api/../v2/library/a/manifests/1"]) {
    expect(errorOf(await api.send("GET", path))).toBe("NOT_FOUND: page not found");
  }
});
