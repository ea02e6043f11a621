import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminLogin, type ApiUnderTest, errorOf, startApi } from "../api-under-test.ts";

const base = "/api/v2.0/quotas";
const init = { login: adminLogin };
let api: ApiUnderTest;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api[Symbol.asyncDispose]());

const create = (limit: unknown) =>
  api.send("POST", "/api/v2.0/projects", {
    ...init,
    body: JSON.stringify({ project_name: "small", storage_limit: limit }),
  });
const put = (id: string, body: object) =>
  api.send("PUT", `${base}/${id}`, { ...init, body: JSON.stringify(body) });

describe("a new project", () => {
  it.each([
    [1_048_576, 1_048_576],
    [-1, -1],
    [0, -1],
    [undefined, -1],
    [null, -1],
  ])("with storage_limit %s may hold %i bytes", async (asked, limit) => {
    expect((await create(asked)).status).toBe(201);
    expect(api.world.quotas.of("small")).toMatchObject({ limit, used: 0 });
  });

  it.each([
    [-2, "bad request: invalid value for resource storage"],
    ["1", 'storage_limit in body must be of type int64: "1"'],
    [1.5, "storage_limit in body must be of type int64: 1.5"],
  ])("is not made with storage_limit %s", async (asked, message) => {
    const reply = await create(asked);
    expect([reply.status, errorOf(reply)]).toEqual([400, `BAD_REQUEST: ${message}`]);
    expect(api.world.projects.byName("small")).toBeUndefined();
  });

  it("inherits nothing from one of its name", async () => {
    await create(5);
    using room = api.world.quotas.reserve({ repository: "small/a", parts: new Map([["x", 3]]) });
    room.fill();
    await api.send("DELETE", "/api/v2.0/projects/small", init);
    await create(undefined);
    expect((await api.send("GET", `${base}/3`, init)).json).toMatchObject({
      hard: { storage: -1 },
      used: { storage: 0 },
    });
  });
});

describe("quotas", () => {
  beforeEach(() => create(100));

  it("are listed with what is held, and the time of the last change", async () => {
    api.pass(1_000);
    using room = api.world.quotas.reserve({ repository: "small/a", parts: new Map([["x", 30]]) });
    room.fill();
    const { json, headers } = await api.send("GET", `${base}?page=2&page_size=1`, init);
    expect(headers["x-total-count"]).toBe("2");
    expect(json).toEqual([
      {
        id: 2,
        ref: { id: 2, name: "small", owner_name: "admin" },
        hard: { storage: 100 },
        used: { storage: 30 },
        creation_time: "2026-01-02T03:04:05.000Z",
        update_time: "2026-01-02T03:04:06.000Z",
      },
    ]);
  });

  it.each([
    ["?reference=project&reference_id=2", ["small"]],
    ["?reference_id=7", []],
    ["?reference=user", []],
  ])("are found with %s", async (query, names) => {
    const { json } = await api.send("GET", `${base}${query}`, init);
    expect((json as { ref: { name: string } }[]).map(({ ref }) => ref.name)).toEqual(names); // the answer's shape
  });

  it("are changed one by one", async () => {
    expect((await put("2", { hard: { storage: 7 } })).status).toBe(200);
    expect((await api.send("GET", `${base}/2`, init)).json).toMatchObject({ hard: { storage: 7 } });
    await put("2", { hard: { storage: -1 } });
    expect((await api.send("GET", `${base}/2`, init)).json).toMatchObject({ hard: { storage: -1 } });
  });

  it.each([
    ["2", {}, "hard required in body"],
    ["2", { hard: {} }, "hard required in body"],
    ["2", { hard: { count: 1 } }, "resource count not support"],
    ["2", { hard: { storage: 0 } }, "invalid value for resource storage"],
    ["2", { hard: { storage: "7" } }, 'hard.storage in body must be of type int64: "7"'],
    ["small", { hard: { storage: 7 } }, 'id in path must be of type int64: "small"'],
  ])("/%s is not changed by %o", async (id, body, message) => {
    const reply = await put(id, body);
    expect([reply.status, errorOf(reply)]).toEqual([400, `BAD_REQUEST: ${message}`]);
    expect(api.world.quotas.of("small").limit).toBe(100);
  });

  it("are none that nobody has", async () => {
    for (const reply of [await api.send("GET", `${base}/9`, init), await put("9", { hard: { storage: 7 } })])
      expect([reply.status, errorOf(reply)]).toEqual([404, "NOT_FOUND: quota 9 not found"]);
  });

  it("are for the administrator only", async () => {
    for (const [method, path] of [
      ["GET", base],
      ["GET", `${base}/2`],
      ["PUT", `${base}/2`],
    ] as const) {
      expect((await api.send(method, path, { login: "admin:wrong" })).status).toBe(401);
    }
  });
});
