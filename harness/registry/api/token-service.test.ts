import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { SignJWT, UnsecuredJWT } from "jose";
import { expect, it } from "vitest";
import { tokenService } from "./token-service.ts";

const at = new Date("2026-01-02T03:04:05Z");
const seconds = at.getTime() / 1000;
const access = [{ type: "repository", name: "library/a", actions: ["pull"] }];
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pemOf = (key: KeyObject) => key.export({ type: "pkcs8", format: "pem" }).toString();
const service = await tokenService(pemOf(privateKey), () => at);

interface Claims {
  readonly issuer: string;
  readonly audience: string;
  readonly key: KeyObject;
  readonly from: number;
  readonly until: number;
}

const good: Claims = {
  issuer: "harbor-token-issuer",
  audience: "harbor-registry",
  key: privateKey,
  from: seconds,
  until: seconds + 60,
};

function sign({ issuer, audience, key, from, until }: Claims): Promise<string> {
  const jwt = new SignJWT({ access }).setProtectedHeader({ alg: "RS256" }).setSubject("admin");
  return jwt.setIssuer(issuer).setAudience(audience).setNotBefore(from).setExpirationTime(until).sign(key);
}

it("takes what it minted, and what was signed alike", async () => {
  const { token } = await service.mint("admin", access);
  expect(await service.verify(token)).toEqual({ subject: "admin", access });
  expect(await service.verify(await sign(good))).toEqual({ subject: "admin", access });
});

it.each<[string, Partial<Claims>]>([
  ["another issuer", { issuer: "somebody" }],
  ["another audience", { audience: "harbor-notary" }],
  ["another key", { key: generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey }],
  ["a time that is over", { until: seconds }],
  ["a time to come", { from: seconds + 1 }],
])("does not take a token with %s", async (_what, change) => {
  expect(await service.verify(await sign({ ...good, ...change }))).toBeUndefined();
});

it("does not take a token without a signature, or without an end", async () => {
  const unsigned = new UnsecuredJWT({ access }).setIssuer(good.issuer).setAudience(good.audience);
  expect(
    await service.verify(unsigned.setExpirationTime(good.until).setNotBefore(seconds).encode()),
  ).toBeUndefined();
  const endless = new SignJWT({ access }).setProtectedHeader({ alg: "RS256" }).setIssuer(good.issuer);
  expect(
    await service.verify(await endless.setAudience(good.audience).setNotBefore(seconds).sign(privateKey)),
  ).toBeUndefined();
});

it("shows the public half of its key, and nothing of the private one", () => {
  const [key] = service.jwks.keys;
  expect(Object.keys(key ?? {}).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
});

it("refuses a key that is none", async () => {
  await expect(tokenService("none", () => at)).rejects.toThrow('"pkcs8" must be PKCS#8 formatted string');
});
