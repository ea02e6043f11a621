import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiUnderTest, startApi, tokenKey } from "../api-under-test.ts";
import { exchange } from "../raw-exchange.ts";
import { harmsOf, treasure } from "./harms.ts";
import { type Mint, type OddToken, oddToken, plainTokens } from "./odd-tokens.ts";
import { trials } from "./trials.ts";

let api: ApiUnderTest;
let mint: Mint;
beforeAll(async () => {
  api = await startApi();
  api.world.projects.create("private", false);
  api.distribution.put("private/secret", ["1"], { annotations: { treasure } });
  const now = Math.floor(api.world.now().getTime() / 1_000);
  mint = { key: tokenKey, kid: api.world.tokens.jwks.keys[0]?.kid ?? "", now, repository: "private/secret" };
});
afterAll(() => api[Symbol.asyncDispose]());

const get = (target: string, token: string) =>
  Buffer.from(
    `GET ${target} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`,
  );

/** Whether it opens what it must, and nothing that it must not. */
async function tryOut({ flaws, text }: OddToken): Promise<void> {
  const wanted = flaws.length === 0 ? 200 : 401;
  const referrers = `/v2/private/secret/referrers/sha256:${"a".repeat(64)}`;
  for (const target of ["/v2/private/secret/manifests/1", referrers]) {
    const request = get(target, text);
    const [reply] = await exchange(api, request);
    expect({ flaws, target, status: reply?.status }).toEqual({ flaws, target, status: wanted });
    if (reply !== undefined && wanted !== 200) expect(harmsOf(request, reply)).toEqual([]);
  }
  // It is no login to the API, whatever it is.
  for (const target of ["/api/v2.0/projects/private", "/api/v2.0/robots"])
    expect((await exchange(api, get(target, text))).map(({ status }) => status)).toEqual([401]);
}

describe("a token opens what is private when it has no flaw, and only then", () => {
  it("with each flaw alone", async () => {
    for (const token of plainTokens(mint)) await tryOut(token);
  }, 60_000);

  it("with any combination of them", async () => {
    await fc.assert(fc.asyncProperty(oddToken(mint), tryOut), trials(60));
  }, 600_000);
});
