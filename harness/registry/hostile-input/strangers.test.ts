import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiUnderTest, startApi } from "../api-under-test.ts";
import type { SeenRequest } from "../seen-request.ts";
import { exchange } from "../raw-exchange.ts";
import { harmsOf, treasure } from "./harms.ts";
import { oddPath, publicPath } from "./odd-paths.ts";
import { laden, type OddRequest, oddRequest } from "./odd-requests.ts";
import { render } from "./render-request.ts";
import { stateOf } from "./state-of.ts";
import { among, trials } from "./trials.ts";

const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;
let api: ApiUnderTest;
let strangers: fc.Arbitrary<string | undefined>;
beforeAll(async () => {
  api = await startApi({ patience: { window: 500, bytes: 1_000 } });
  const { projects, robots, tokens } = api.world;
  projects.create("private", false);
  api.distribution.put("library/a", ["1"], { layers: [] });
  api.distribution.put("private/secret", ["1"], { annotations: { treasure } });
  const access = [{ resource: "repository", action: "pull" }];
  const permissions = [{ kind: "project", namespace: "library", access }];
  const wish = { name: "r", description: "", level: "project", duration: -1, permissions } as const;
  const { robot, secret } = robots.create(wish);
  const narrow = [{ type: "repository", name: "library/a", actions: ["pull"] }];
  const { token } = await tokens.mint("somebody", narrow);
  strangers = among<string | undefined>(
    [3, fc.constant(undefined)],
    [2, fc.constantFrom(basic(`${robot.name}:${secret}`), `Bearer ${token}`)],
    [
      2,
      fc.constantFrom(
        basic("admin:wrong"),
        basic("admin:"),
        basic("admin"),
        "Basic",
        "Basic =",
        "Bearer",
        "Bearer .",
      ),
    ],
    [
      2,
      fc.constantFrom(
        `bearer  ${token}`,
        `Bearer ${token}.x`,
        `Digest username="admin"`,
        "Basic ".repeat(50),
      ),
    ],
    [1, fc.base64String({ maxLength: 40 }).map((text) => `Basic ${text}`)],
  );
});
afterAll(() => api[Symbol.asyncDispose]());

/** Sends a request and looks whether it has done any harm. */
async function tryOut(request: OddRequest, authorization: string | undefined, before: string): Promise<void> {
  const bytes = render(request, authorization);
  const reached = api.distribution.seen.length;
  const replies = await exchange(api, bytes);
  expect(replies.length).toBeLessThanOrEqual(1);
  expect(replies.flatMap((reply) => harmsOf(bytes, reply))).toEqual([]);
  expect(stateOf(api.world)).toBe(before);
  expect(api.distribution.seen.slice(reached).flatMap(trespassOf)).toEqual([]);
}

describe("whatever somebody sends who may read one public project", () => {
  it.each([
    ["of any kind", oddRequest(oddPath), 300],
    ["that is nearly right and laden", laden(publicPath), 200],
  ])(
    "does no harm, tells nothing, changes nothing, and reaches what was checked: a request %s",
    async (_kind, requests, times) => {
      const before = stateOf(api.world);
      const trying = (request: OddRequest, login: string | undefined) => tryOut(request, login, before);
      await fc.assert(fc.asyncProperty(requests, strangers, trying), trials(times));
      expect(api.log.filter((line) => "level" in line)).toEqual([]);
    },
    600_000,
  );
});

/** What Distribution has carried out though it must not: other than reading what is public. */
function trespassOf({ method, url, allowed, subject, headers }: SeenRequest): readonly string[] {
  // Whatever this API sends has a token: what has none was hidden in something else.
  if (headers.authorization === undefined) return [`hidden: ${method} ${url}`];
  const isRead = method === "GET" || method === "HEAD";
  const isPublic = /^\/v2\/(?:library\/.*)?(?:\?|$)/.test(url);
  // The API counts repositories on its own behalf.
  const isOwn = url === "/v2/_catalog?n=500" && subject === "admin";
  return !allowed || (isRead && (isPublic || isOwn)) ? [] : [`${method} ${url}`];
}
