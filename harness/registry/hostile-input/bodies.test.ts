import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adminLogin, type ApiUnderTest, startApi } from "../api-under-test.ts";
import { exchange } from "../raw-exchange.ts";
import { harmsOf } from "./harms.ts";
import { stateOf } from "./state-of.ts";
import { among, trials } from "./trials.ts";

const names = [
  ...[
    "project_name",
    "metadata",
    "public",
    "storage_limit",
    "name",
    "level",
    "duration",
    "permissions",
    "access",
  ],
  ...[
    "kind",
    "namespace",
    "resource",
    "action",
    "description",
    "secret",
    "hard",
    "storage",
    "read_only",
    "__proto__",
  ],
];
const value: fc.Arbitrary<unknown> = among<unknown>(
  [
    3,
    fc.constantFrom(
      "a",
      "",
      "true",
      "false",
      "library",
      "project",
      "system",
      "../x",
      "A",
      "a".repeat(300),
      "☃",
    ),
  ],
  [2, fc.constantFrom(true, false, null, 0, -1, 1.5, 1e308, -2, 2 ** 31, 2 ** 53)],
  [1, fc.constantFrom("Aa123456", "*", "/", "repository", "pull", "x\r\ny: z", "\u0000")],
  [1, fc.jsonValue({ maxDepth: 3 })],
);
const flat = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 4 });
const nested = fc.dictionary(
  fc.constantFrom(...names),
  among<unknown>([2, value], [1, flat], [1, fc.array(flat)]),
  {
    maxKeys: 5,
  },
);
const deep = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
const text = among(
  [6, nested.map((object) => JSON.stringify(object))],
  [1, fc.jsonValue().map((any) => JSON.stringify(any))],
  [1, fc.string({ unit: "binary", maxLength: 30 })],
  [
    1,
    fc.constantFrom("read_only", "storage_limit", "metadata").map((name) => `{"${name}":${deep(100_000)}}`),
  ],
  [1, fc.constantFrom("", "{", deep(50_000), "[".repeat(50_000), '{"read_only":1e999}')],
);
const route = fc.constantFrom(
  ...[
    "POST /api/v2.0/projects",
    "PUT /api/v2.0/projects/library",
    "PUT /api/v2.0/projects/1",
    "POST /api/v2.0/robots",
  ],
  ...[
    "PATCH /api/v2.0/robots/1",
    "PUT /api/v2.0/quotas/1",
    "PUT /api/v2.0/configurations",
    "POST /service/token",
  ],
);

const admin = `Authorization: Basic ${Buffer.from(adminLogin).toString("base64")}\r\n`;
let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

function send(line: string, body: string, login: string): Promise<readonly string[]> {
  const bytes = Buffer.from(body);
  const head = `${line} HTTP/1.1\r\nHost: x\r\n${login}Content-Length: ${bytes.length}\r\nConnection: close\r\n\r\n`;
  const request = Buffer.concat([Buffer.from(head), bytes]);
  return exchange(api, request).then((replies) => {
    expect(replies).toHaveLength(1);
    return replies.flatMap((reply) => [`${reply.status}`, ...harmsOf(request, reply)]);
  });
}

describe("a body that the API does not expect", () => {
  it("is refused in its own words or taken, and what is refused leaves nothing", async () => {
    await fc.assert(
      fc.asyncProperty(route, text, async (line, body) => {
        api.world.configuration.readOnly = false;
        const before = stateOf(api.world);
        const [status, ...harms] = await send(line, body, admin);
        expect(harms).toEqual([]);
        if (Number(status) >= 300) expect(stateOf(api.world)).toBe(before);
      }),
      trials(300),
    );
  }, 600_000);

  it("changes nothing when it comes from nobody", async () => {
    const before = stateOf(api.world);
    await fc.assert(
      fc.asyncProperty(route, text, async (line, body) => {
        expect(await send(line, body, "")).toEqual([line.endsWith("token") ? "405" : "401"]);
        expect(stateOf(api.world)).toBe(before);
      }),
      trials(60),
    );
  }, 600_000);
});
