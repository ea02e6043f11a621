import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminLogin, type ApiUnderTest, errorOf, type SendInit, startApi } from "../api-under-test.ts";

const base = "/api/v2.0/projects";
let api: ApiUnderTest;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api[Symbol.asyncDispose]());

const create = (body: object, init: SendInit = { login: adminLogin }) =>
  api.send("POST", base, { ...init, body: JSON.stringify(body) });

async function namesAt(query: string, init: SendInit = {}): Promise<unknown> {
  const { json } = await api.send("GET", `${base}${query}`, init);
  return Array.isArray(json) ? json.map((entry: unknown) => (entry as { name: string }).name) : json; // the answer's shape
}

it("begins with library, public, id 1", async () => {
  const { status, json } = await api.send("GET", `${base}/library`);
  expect(status).toBe(200);
  expect(json).toEqual({
    project_id: 1,
    name: "library",
    owner_id: 1,
    owner_name: "admin",
    creation_time: "2026-01-02T03:04:05.000Z",
    update_time: "2026-01-02T03:04:05.000Z",
    deleted: false,
    repo_count: 0,
    metadata: { public: "true" },
  });
});

describe("creating", () => {
  it("answers 201 with the place, and the project is private unless told", async () => {
    const reply = await create({ project_name: "team-a" });
    expect([reply.status, reply.headers.location]).toEqual([201, `${base}/2`]);
    expect((await api.send("GET", `${base}/team-a`, { login: adminLogin })).json).toMatchObject({
      metadata: { public: "false" },
    });
  });

  it("names the place when asked to", async () => {
    const headers = { "x-resource-name-in-location": "true" };
    const reply = await create(
      { project_name: "team-a", metadata: { public: "true" } },
      { login: adminLogin, headers },
    );
    expect(reply.headers.location).toBe(`${base}/team-a`);
    expect((await api.send("GET", `${base}/team-a`)).json).toMatchObject({ metadata: { public: "true" } });
  });

  it("still reads the boolean of Harbor's first version", async () => {
    await create({ project_name: "old", public: true });
    expect((await api.send("GET", `${base}/old`)).json).toMatchObject({ metadata: { public: "true" } });
  });

  it.each([
    [{ project_name: "library" }, adminLogin, 409, "CONFLICT: The project named library already exists"],
    [
      { project_name: "a", metadata: { public: "yes" } },
      adminLogin,
      400,
      "BAD_REQUEST: metadata.public should only be 'true' or 'false', but got: 'yes'",
    ],
    [
      { project_name: "Team" },
      adminLogin,
      400,
      "BAD_REQUEST: project name is not in lower case or contains illegal characters",
    ],
    [{ project_name: "a" }, "admin:wrong", 401, "UNAUTHORIZED: unauthorized"],
  ])("refuses %o by %s with %i", async (body, login, status, error) => {
    const reply = await create(body, { login });
    expect([reply.status, errorOf(reply)]).toEqual([status, error]);
  });

  it("is for the administrator only", async () => {
    const permissions = [
      { kind: "project", namespace: "*", access: [{ resource: "repository", action: "pull" }] },
    ];
    const { robot, secret } = api.world.robots.create({
      name: "r",
      description: "",
      level: "system",
      duration: -1,
      permissions,
    });
    const reply = await create({ project_name: "a" }, { login: `${robot.name}:${secret}` });
    expect([reply.status, errorOf(reply)]).toEqual([403, "FORBIDDEN: Only system admin can create project"]);
  });

  it("refuses what is no JSON", async () => {
    const reply = await api.send("POST", base, { login: adminLogin, body: "{" });
    expect([reply.status, errorOf(reply)]).toEqual([400, "BAD_REQUEST: the request body is not valid JSON"]);
  });

  it("refuses a body of megabytes", async () => {
    const reply = await api.send("POST", base, { login: adminLogin, body: "x".repeat(1024 * 1024 + 1) });
    expect([reply.status, errorOf(reply)]).toEqual([
      413,
      "REQUEST_ENTITY_TOO_LARGE: the request body is too large",
    ]);
  });
});

it("does not take a registry token for a login", async () => {
  api.world.projects.create("private", false);
  const { token } = await api.world.tokens.mint("admin", [
    { type: "repository", name: "private/a", actions: ["pull", "push", "delete"] },
  ]);
  const init = { headers: { authorization: `Bearer ${token}` } };
  expect((await api.send("GET", `${base}/private`, init)).status).toBe(401);
  expect((await api.send("DELETE", `${base}/library`, init)).status).toBe(401);
});

describe("looking", () => {
  beforeEach(() => {
    api.world.projects.create("private", false);
    api.world.projects.create("7", true);
  });

  it("shows public projects to anybody and all to the administrator, with their number", async () => {
    expect(await namesAt("")).toEqual(["library", "7"]);
    const reply = await api.send("GET", `${base}?page_size=2`, { login: adminLogin });
    expect(reply.headers["x-total-count"]).toBe("3");
    expect(reply.headers.link).toBe(`<${base}?page_size=2&page=2>; rel="next"`);
  });

  it("filters by name and publicity", async () => {
    const init = { login: adminLogin };
    expect(await namesAt("?name=riv", init)).toEqual(["private"]);
    expect(await namesAt("?public=false", init)).toEqual(["private"]);
    expect(await namesAt("?q=name%3D~lib", init)).toEqual(["library"]);
    expect(await namesAt("?q=name%3Dlib", init)).toEqual([]);
  });

  it("answers HEAD with 200 or 404", async () => {
    expect((await api.send("HEAD", `${base}?project_name=library`)).status).toBe(200);
    expect((await api.send("HEAD", `${base}?project_name=nowhere`)).status).toBe(404);
  });

  it("takes a number for an id unless told that it is a name", async () => {
    expect((await api.send("GET", `${base}/1`)).json).toMatchObject({ name: "library" });
    expect(errorOf(await api.send("GET", `${base}/7`))).toBe("NOT_FOUND: project 7 not found");
    expect(
      (await api.send("GET", `${base}/7`, { headers: { "x-is-resource-name": "true" } })).json,
    ).toMatchObject({ project_id: 3 });
  });

  it("keeps a private project to those who may see it", async () => {
    expect(errorOf(await api.send("GET", `${base}/private`))).toBe("UNAUTHORIZED: unauthorized");
    expect((await api.send("GET", `${base}/private`, { login: adminLogin })).status).toBe(200);
  });
});

describe("changing and deleting", () => {
  it("turns a project public", async () => {
    api.world.projects.create("team", false);
    const body = JSON.stringify({ metadata: { public: "true" } });
    expect((await api.send("PUT", `${base}/team`, { login: adminLogin, body })).status).toBe(200);
    expect((await api.send("GET", `${base}/team`)).status).toBe(200);
  });

  it("deletes an empty project, and not one that holds something", async () => {
    api.world.projects.create("team", true);
    api.distribution.put("team/app", ["1"], {});
    const full = await api.send("DELETE", `${base}/team`, { login: adminLogin });
    expect([full.status, errorOf(full)]).toEqual([
      412,
      "PRECONDITION: the project contains repositories, can not be deleted",
    ]);
    await api.send("DELETE", `${base}/team/repositories/app`, { login: adminLogin });
    expect((await api.send("DELETE", `${base}/team`, { login: adminLogin })).status).toBe(200);
    expect((await api.send("GET", `${base}/team`)).status).toBe(404);
  });

  it("is not for anybody", async () => {
    expect((await api.send("DELETE", `${base}/library`)).status).toBe(401);
    expect((await api.send("PUT", `${base}/library`, { body: "{}" })).status).toBe(401);
  });
});
