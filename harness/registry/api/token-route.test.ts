import { createLocalJWKSet, jwtVerify } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminLogin, type ApiUnderTest, startApi, type SendInit } from "../api-under-test.ts";
import { isJsonObject } from "./json-fields.ts";

const service = "service=harbor-registry";
let api: ApiUnderTest;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api[Symbol.asyncDispose]());

async function claimsOf(query: string, init: SendInit = {}) {
  const reply = await api.send("GET", `/service/token?${query}`, init);
  expect(reply.status).toBe(200);
  const token = isJsonObject(reply.json) ? String(reply.json.token) : "";
  const keys = createLocalJWKSet({ keys: [...api.world.tokens.jwks.keys] });
  return jwtVerify(token, keys, { currentDate: api.world.now() });
}

describe("GET /service/token", () => {
  it("answers with Harbor's fields", async () => {
    const reply = await api.send("GET", `/service/token?${service}&scope=repository:library/a:pull`);
    expect(reply.status).toBe(200);
    expect(reply.json).toMatchObject({
      access_token: "",
      expires_in: 1800,
      issued_at: "2026-01-02T03:04:05Z",
    });
  });

  it("signs with RS256 under Harbor's issuer, for thirty minutes", async () => {
    const { payload, protectedHeader } = await claimsOf(`${service}&scope=repository:library/a:pull`, {
      login: adminLogin,
    });
    const issued = Date.parse("2026-01-02T03:04:05Z") / 1000;
    expect(protectedHeader).toEqual({ alg: "RS256", typ: "JWT", kid: api.world.tokens.jwks.keys[0]?.kid });
    expect(payload).toMatchObject({
      iss: "harbor-token-issuer",
      aud: "harbor-registry",
      sub: "admin",
      iat: issued,
      nbf: issued,
      exp: issued + 1800,
    });
    expect(payload.jti).toMatch(/^[\w-]{16}$/);
  });

  it("gives the administrator everything on a project that exists, and nothing on one that does not", async () => {
    const scopes =
      "scope=repository:library/a:pull%20repository:nowhere/a:pull&scope=registry:catalog:*&scope=odd:x:y";
    const { payload } = await claimsOf(`${service}&${scopes}`, { login: adminLogin });
    expect(payload.access).toEqual([
      { type: "repository", name: "library/a", actions: ["pull", "push", "delete", "scanner-pull", "*"] },
      { type: "repository", name: "nowhere/a", actions: [] },
      { type: "registry", name: "catalog", actions: ["*"] },
      { type: "odd", name: "x", actions: [] },
    ]);
  });

  it.each([
    ["nobody", {}],
    ["a wrong password", { login: "admin:wrong" }],
    ["an unknown user", { login: "somebody:else" }],
  ])("gives %s pull on public projects only", async (_who, init) => {
    api.world.projects.create("private", false);
    const scopes =
      "scope=repository:library/a:pull,push&scope=repository:private/a:pull&scope=registry:catalog:*";
    const { payload } = await claimsOf(`${service}&${scopes}`, init);
    expect(payload.sub).toBe("");
    expect(payload.access).toEqual([
      { type: "repository", name: "library/a", actions: ["pull"] },
      { type: "repository", name: "private/a", actions: [] },
      { type: "registry", name: "catalog", actions: [] },
    ]);
  });

  it("refuses a login with a wrong password: no scope, empty body", async () => {
    for (const init of [{}, { login: "admin:wrong" }]) {
      const reply = await api.send("GET", `/service/token?account=admin&${service}`, init);
      expect([reply.status, reply.text]).toEqual([401, ""]);
    }
    expect((await api.send("GET", `/service/token?${service}`, { login: adminLogin })).status).toBe(200);
  });

  it.each([
    ["service=x&scope=repository:library/a:pull", 400, "Unable to handle service: x"],
    ["", 400, "Unable to handle service: "],
    [`${service}&scope=repository:hello:pull`, 500, "Unable to parse image from string: hello"],
    [`${service}&scope=registry:other:*`, 500, "Unable to handle, type: registry, name: other"],
  ])("answers %s with %i", async (query, status, text) => {
    const reply = await api.send("GET", `/service/token?${query}`, { login: adminLogin });
    expect([reply.status, reply.text]).toEqual([status, text]);
  });

  it("knows no POST, so that OAuth clients fall back", async () => {
    expect((await api.send("POST", "/service/token", { body: "grant_type=password" })).status).toBe(405);
  });
});
