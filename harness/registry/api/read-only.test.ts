import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminLogin, type ApiUnderTest, errorOf, startApi } from "../api-under-test.ts";

const configurations = "/api/v2.0/configurations";
const digest = `sha256:${"a".repeat(64)}`;
const closed = "DENIED: The system is in read only mode. Any modification is prohibited.";
let api: ApiUnderTest;
beforeEach(async () => {
  api = await startApi();
  api.distribution.put("library/a", ["1"], {});
});
afterEach(() => api[Symbol.asyncDispose]());

const set = (value: unknown, login = adminLogin) =>
  api.send("PUT", configurations, { login, body: JSON.stringify({ read_only: value }) });
const look = async () => [
  (await api.send("GET", configurations, { login: adminLogin })).json,
  (await api.send("GET", "/api/v2.0/systeminfo", { login: adminLogin })).json,
];

describe("the configuration", () => {
  it("turns read-only mode on and off, and systeminfo says so", async () => {
    for (const value of [true, false]) {
      const reply = await set(value);
      expect([reply.status, reply.text]).toEqual([200, ""]);
      expect(await look()).toMatchObject([{ read_only: { value, editable: true } }, { read_only: value }]);
    }
  });

  it("ignores what it does not know, as Harbor does", async () => {
    await set(true);
    const body = JSON.stringify({ nonsense: 1 });
    expect((await api.send("PUT", configurations, { login: adminLogin, body })).status).toBe(200);
    expect(await look()).toMatchObject([{ read_only: { value: true } }, { read_only: true }]);
  });

  it("refuses what is no boolean", async () => {
    const reply = await set("yes");
    expect([reply.status, errorOf(reply)]).toEqual([
      400,
      'BAD_REQUEST: read_only in body must be of type boolean: "yes"',
    ]);
  });

  it("is for the administrator only", async () => {
    const { robot, secret } = api.world.robots.create({
      name: "r",
      description: "",
      level: "system",
      duration: -1,
      permissions: [
        { kind: "project", namespace: "*", access: [{ resource: "repository", action: "push" }] },
      ],
    });
    const login = `${robot.name}:${secret}`;
    expect(errorOf(await set(true, login))).toBe("FORBIDDEN: forbidden");
    expect((await set(true, "admin:wrong")).status).toBe(401);
    expect((await api.send("GET", configurations, { login })).status).toBe(403);
    expect((await api.send("GET", configurations)).status).toBe(401);
    expect(api.world.configuration.readOnly).toBe(false);
  });
});

describe("in read-only mode", () => {
  beforeEach(() => set(true));

  it.each([
    ["POST", "/v2/library/a/blobs/uploads/"],
    ["PATCH", "/v2/library/a/blobs/uploads/1"],
    ["PUT", "/v2/library/a/blobs/uploads/1"],
    ["PUT", "/v2/library/a/manifests/2"],
    ["DELETE", `/v2/library/a/manifests/${digest}`],
    ["POST", "/api/v2.0/projects"],
    ["DELETE", "/api/v2.0/projects/library/repositories/a"],
    ["POST", "/api/v2.0/robots"],
    ["PUT", "/api/v2.0/quotas/1"],
    ["POST", "/nowhere"],
    ["PUT", "/api/v2.0/configurations/../projects/library"],
    ["PUT", "/api/v2.0/configurations/%2e%2E/quotas/1"],
    ["POST", "/service/token/../../api/v2.0/projects"],
    ["POST", "/service/tokens"],
  ])("%s %s is refused, whoever sends it", async (method, path) => {
    for (const init of [{ login: adminLogin }, {}]) {
      const reply = await api.send(method, path, init);
      expect([reply.status, errorOf(reply)]).toEqual([403, closed]);
      expect(reply.headers["www-authenticate"]).toBeUndefined();
    }
    expect(api.distribution.seen).toEqual([]);
  });

  it("pulls and logins go on, also those that begin with a POST", async () => {
    const token = "/service/token?service=harbor-registry&scope=repository:library/a:pull,push";
    expect((await api.send("GET", "/v2/", { login: adminLogin })).status).toBe(200);
    expect((await api.send("GET", token, { login: adminLogin })).status).toBe(200);
    expect((await api.send("POST", token, { body: "grant_type=password" })).status).toBe(405);
    expect((await api.send("GET", "/v2/library/a/manifests/1")).status).toBe(200);
    expect((await api.send("HEAD", "/v2/library/a/manifests/1", { login: adminLogin })).status).toBe(200);
  });

  it("nobody but the administrator can turn it off", async () => {
    expect((await set(false, "admin:wrong")).status).toBe(401);
    expect((await set(false)).status).toBe(200);
    const { status } = await api.send("POST", "/v2/library/a/blobs/uploads/", { login: adminLogin });
    expect(status).toBe(202);
  });
});
