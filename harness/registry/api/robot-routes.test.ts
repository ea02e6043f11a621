import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminLogin, type ApiUnderTest, errorOf, startApi } from "../api-under-test.ts";
import { isJsonObject } from "./json-fields.ts";

const base = "/api/v2.0/robots";
const day = 86_400_000;
const pull = [{ resource: "repository", action: "pull" }];
const project = (namespace: string, access: object[] = pull) => ({ kind: "project", namespace, access });
let api: ApiUnderTest;
beforeEach(async () => {
  api = await startApi();
  api.world.projects.create("private", false);
  api.distribution.put("private/a", ["1"], {});
});
afterEach(() => api[Symbol.asyncDispose]());

const post = (body: object, login = adminLogin) =>
  api.send("POST", base, { login, body: JSON.stringify(body) });

/** Creates a robot and gives its login as `name:secret`. */
async function create(body: object): Promise<string> {
  const { status, json } = await post(body);
  expect(status).toBe(201);
  return isJsonObject(json) ? `${String(json.name)}:${String(json.secret)}` : "";
}

const statusOf = async (method: string, path: string, login: string) =>
  (await api.send(method, path, { login })).status;

describe("renewing the secret", () => {
  const patch = (body: object, login = adminLogin) =>
    api.send("PATCH", `${base}/1`, { login, body: JSON.stringify(body) });
  let first: string;
  beforeEach(async () => {
    first = await create({ name: "ci", level: "system", duration: -1, permissions: [project("*")] });
  });

  it("makes one, shows it, and the old one is over", async () => {
    const { status, json } = await patch({ secret: "" });
    expect([status, json]).toEqual([200, { secret: expect.stringMatching(/^Aa1[\w-]{32}$/) as string }]);
    const { secret } = json as { secret: string }; // the answer's shape
    expect(await statusOf("GET", "/v2/", `robot$ci:${secret}`)).toBe(200);
    expect(await statusOf("GET", "/v2/", first)).toBe(401);
  });

  it("takes a strong one, and does not repeat it", async () => {
    const { status, json } = await patch({ secret: "Harbor12345" });
    expect([status, json]).toEqual([200, {}]);
    expect(await statusOf("GET", "/v2/", "robot$ci:Harbor12345")).toBe(200);
  });

  it.each(["harbor12345", "HARBOR12345", "HarborHarbor", "Harb123", `Aa1${"x".repeat(126)}`])(
    "refuses %s",
    async (secret) => {
      const reply = await patch({ secret });
      expect([reply.status, errorOf(reply)]).toEqual([
        400,
        "BAD_REQUEST: the secret must be 8-128, inclusively, characters long with at least 1 uppercase letter, 1 lowercase letter and 1 number",
      ]);
      expect(await statusOf("GET", "/v2/", first)).toBe(200);
    },
  );

  it("is for the administrator only, and for a robot that is there", async () => {
    expect((await patch({}, first)).status).toBe(403);
    const reply = await api.send("PATCH", `${base}/9`, { login: adminLogin, body: "{}" });
    expect([reply.status, errorOf(reply)]).toEqual([404, "NOT_FOUND: robot with ID 9 not found"]);
  });
});

describe("creating", () => {
  it("shows the secret once, and says where the robot is", async () => {
    const reply = await post({ name: "ci", level: "system", duration: -1, permissions: [project("*")] });
    expect([reply.status, reply.headers.location]).toEqual([201, `${base}/1`]);
    expect(reply.json).toEqual({
      id: 1,
      name: "robot$ci",
      secret: expect.stringMatching(/^Aa1[\w-]{32}$/) as string,
      creation_time: "2026-01-02T03:04:05.000Z",
      expires_at: -1,
    });
    expect((await api.send("GET", base, { login: adminLogin })).text).not.toContain("secret");
  });

  it.each([
    [{ name: "CI" }, "robot name is not in lower case or contains illegal characters"],
    [{ name: "ci", duration: -2 }, "bad request error duration input: -2"],
    [{ name: "ci", duration: 2 ** 31 - 1 }, "bad request error duration input: 2147483647"],
    [{ name: "ci", level: "galaxy" }, "bad request error level input: galaxy"],
    [{ name: "ci", level: "system" }, "bad request empty permission"],
    [{ name: "ci", level: "system", permissions: [project("*", [])] }, "bad request empty access"],
    [
      { name: "ci", level: "project", permissions: [project("library"), project("private")] },
      "bad request permission",
    ],
  ])("refuses %o", async (body, message) => {
    const reply = await post(body);
    expect([reply.status, errorOf(reply)]).toEqual([400, `BAD_REQUEST: ${message}`]);
  });

  it("refuses a name twice, a project that is not there, and anybody but the administrator", async () => {
    const robot = { name: "ci", level: "system", permissions: [project("*")] };
    const login = await create(robot);
    expect(errorOf(await post(robot))).toBe("CONFLICT: robot account robot$ci already exists");
    expect((await post({ ...robot, level: "project", permissions: [project("nowhere")] })).status).toBe(404);
    expect((await post(robot, "admin:wrong")).status).toBe(401);
    expect((await post(robot, login)).status).toBe(403);
  });
});

describe("using", () => {
  it("pulls from its project as robot$<project>+<name>, and does no more", async () => {
    const login = await create({
      name: "puller",
      level: "project",
      duration: 30,
      permissions: [project("private")],
    });
    expect(login).toMatch(/^robot\$private\+puller:/);
    expect(await statusOf("GET", "/v2/", login)).toBe(200);
    expect(await statusOf("HEAD", "/v2/private/a/manifests/1", login)).toBe(200);
    expect(await statusOf("PUT", "/v2/private/a/manifests/1", login)).toBe(401);
    expect(await statusOf("GET", "/v2/library/a/manifests/1", login)).toBe(404);
    expect(await statusOf("PUT", "/v2/library/a/manifests/1", login)).toBe(401);
    expect(await statusOf("GET", "/v2/_catalog", login)).toBe(401);
  });

  it("does not reach a project whose name only begins like its own", async () => {
    api.world.projects.create("private2", false);
    const login = await create({
      name: "puller",
      level: "project",
      duration: 30,
      permissions: [project("private")],
    });
    expect(await statusOf("GET", "/v2/private2/a/manifests/1", login)).toBe(401);
  });

  it("gets a token that allows what it may", async () => {
    const access = ["pull", "push"].map((action) => ({ resource: "repository", action }));
    const login = await create({
      name: "ci",
      level: "system",
      duration: -1,
      permissions: [project("private", access)],
    });
    const query = "service=harbor-registry&scope=repository:private/a:*&scope=repository:library/a:pull,push";
    const { json } = await api.send("GET", `/service/token?${query}`, { login });
    const token = isJsonObject(json) ? String(json.token) : "";
    expect(await api.world.tokens.verify(token)).toEqual({
      subject: "robot$ci",
      access: [
        { type: "repository", name: "private/a", actions: ["pull", "push"] },
        { type: "repository", name: "library/a", actions: ["pull"] },
      ],
    });
  });

  it("ends when its days are over, and when it is deleted", async () => {
    const login = await create({ name: "short", level: "system", duration: 2, permissions: [project("*")] });
    const other = await create({ name: "long", level: "system", duration: -1, permissions: [project("*")] });
    api.pass(2 * day - 1);
    expect(await statusOf("GET", "/v2/private/a/manifests/1", login)).toBe(200);
    api.pass(1);
    expect(await statusOf("GET", "/v2/private/a/manifests/1", login)).toBe(401);
    expect(await statusOf("DELETE", `${base}/2`, adminLogin)).toBe(200);
    expect(await statusOf("GET", "/v2/private/a/manifests/1", other)).toBe(401);
    expect(await statusOf("GET", `${base}/2`, adminLogin)).toBe(404);
  });

  it("does not get in with another secret", async () => {
    const login = await create({ name: "ci", level: "system", duration: -1, permissions: [project("*")] });
    expect(await statusOf("GET", "/v2/", login)).toBe(200);
    expect(await statusOf("GET", "/v2/", `${login}x`)).toBe(401);
    expect(await statusOf("GET", "/v2/", "robot$ci:")).toBe(401);
  });

  it("is not known by its name without the prefix", async () => {
    const login = await create({ name: "ci", level: "system", duration: -1, permissions: [project("*")] });
    expect(await statusOf("GET", "/v2/", login.replace("robot$", ""))).toBe(401);
  });
});

describe("listing", () => {
  beforeEach(async () => {
    await create({ name: "all", level: "system", duration: -1, permissions: [project("*")] });
    await create({ name: "one", level: "project", duration: -1, permissions: [project("private")] });
  });

  it.each([
    ["", ["robot$all"]],
    ["?q=Level%3Dproject,ProjectID%3D2", ["robot$private+one"]],
    ["?q=Level%3Dproject,ProjectID%3D1", []],
  ])("gives those that %s asks for", async (query, names) => {
    const { json } = await api.send("GET", `${base}${query}`, { login: adminLogin });
    expect(json).toMatchObject(names.map((name) => ({ name })));
    expect(json).toHaveLength(names.length);
  });

  it("wants a project's id for its robots, and a login", async () => {
    expect(errorOf(await api.send("GET", `${base}?q=Level%3Dproject`, { login: adminLogin }))).toBe(
      "BAD_REQUEST: must with project ID when to query project robots",
    );
    expect((await api.send("GET", base)).status).toBe(401);
  });
});
