import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isJsonObject } from "../api/json-fields.ts";
import { type ApiUnderTest, startApi } from "../api-under-test.ts";
import { exchange } from "../raw-exchange.ts";
import { harmsOf, treasure } from "./harms.ts";
import { encodeOddly } from "./odd-paths.ts";
import { among, trials } from "./trials.ts";

const word = among(
  [
    3,
    fc.constantFrom("repository", "registry", "catalog", "repository(plugin)", "REPOSITORY", "", "project"),
  ],
  [
    4,
    fc.constantFrom(
      "private/secret",
      "library/a",
      "library/../private/secret",
      "private",
      "/private/secret",
      "nowhere/a",
    ),
  ],
  [
    2,
    fc.constantFrom(
      "private/secret:1",
      "library/a,private/secret",
      "*",
      "library//private/secret",
      "private/*",
    ),
  ],
  [3, fc.constantFrom("pull", "push", "pull,push,delete,*", "*", "", ",", "scanner-pull", "pull,pull")],
  [1, fc.string({ unit: "binary", maxLength: 10 })],
  [1, fc.constantFrom("a".repeat(4_000), ":".repeat(500), "☃", "\u0000", "\ud800")],
);
const scope = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(":"));
const scopes = fc.array(scope, { maxLength: 3 });
const service = among(
  [6, fc.constant("harbor-registry")],
  [1, fc.constantFrom("", "harbor", "harbor-registry ", "HARBOR-REGISTRY", "x".repeat(3_000), "<script>")],
);

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
  api.world.projects.create("private", false);
  api.distribution.put("private/secret", ["1"], { annotations: { treasure } });
});
afterAll(() => api[Symbol.asyncDispose]());

const get = (target: string, token?: string) => {
  const login = token === undefined ? "" : `Authorization: Bearer ${token}\r\n`;
  return Buffer.from(`GET ${target} HTTP/1.1\r\nHost: x\r\n${login}Connection: close\r\n\r\n`);
};

describe("the token service, asked by nobody in particular", () => {
  it("gives pull on what is public at most, and its tokens open nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(service, scopes, fc.boolean(), async (wanted, asked, joined) => {
        const query = [
          `service=${encodeOddly(wanted)}`,
          ...(joined ? [asked.join(" ")] : asked).map((text) => `scope=${encodeOddly(text)}`),
        ].join("&");
        const request = get(`/service/token?${query}`);
        const [reply] = await exchange(api, request);
        if (reply === undefined) return expect.fail("no answer");
        expect(harmsOf(request, reply)).toEqual([]);
        expect([200, 400, 401, 431, 500]).toContain(reply.status);
        if (reply.status !== 200) return;
        const token = tokenIn(reply.body);
        expect(excessOf(token)).toEqual([]);
        for (const target of ["/v2/private/secret/manifests/1", "/v2/_catalog", "/v2/"])
          expect((await exchange(api, get(target, token))).map(({ status }) => status)).not.toContain(200);
      }),
      trials(100),
    );
    expect(api.distribution.seen).toEqual([]);
    expect(api.log.filter((line) => "level" in line)).toEqual([]);
  }, 600_000);
});

function tokenIn(body: string): string {
  const answer: unknown = JSON.parse(body);
  return isJsonObject(answer) ? String(answer.token) : "";
}

/** What a token of nobody allows beyond pulling from library. */
function excessOf(token: string): readonly unknown[] {
  // as: what the token service puts into its tokens.
  const { access, sub } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as {
    readonly sub: string;
    readonly access: readonly { readonly name: string; readonly actions: readonly string[] }[];
  };
  const excess = access.filter(({ name, actions }) => {
    const allowed = name.startsWith("library/") ? ["pull"] : [];
    return actions.some((action) => !allowed.includes(action));
  });
  return sub === "" ? excess : [sub, ...excess];
}
