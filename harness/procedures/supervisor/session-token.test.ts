import { generateKeyPairSync, verify } from "node:crypto";
import { expect, it } from "vitest";
import { Secret } from "../../core/secret.ts";
import { readTokenTimes, signAnew } from "./session-token.ts";

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const header = { alg: "RS256", kid: "abc" };
const claims = {
  iss: "https://kubernetes.default",
  sub: "system:serviceaccount:a:b",
  iat: 10,
  nbf: 10,
  exp: 20,
};
const token = new Secret(`${part(header)}.${part(claims)}.c2lnbmF0dXJl`);

it("changes the times of a token and nothing else, and the signature holds", () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = new Secret(privateKey.export({ type: "pkcs1", format: "pem" }).toString());
  expect(readTokenTimes(token)).toEqual({ iat: 10, exp: 20 });
  const [head = "", body = "", signature = "", ...rest] = signAnew(token, key, { iat: 1, exp: 2 })
    .reveal()
    .split(".");
  expect(rest).toEqual([]);
  expect(head).toBe(part(header));
  expect(JSON.parse(Buffer.from(body, "base64url").toString())).toEqual({
    ...claims,
    ...{ iat: 1, nbf: 1, exp: 2 },
  });
  const isSigned = verify(
    "RSA-SHA256",
    Buffer.from(`${head}.${body}`),
    publicKey,
    Buffer.from(signature, "base64url"),
  );
  expect(isSigned).toBe(true);
});

it.each([
  ["nothing", "it is no JSON Web Token"],
  ["a.hunter2.c", "it is no JSON Web Token"],
  [`a.${part({ iat: 1 })}.c`, "it does not say when it expires"],
])("refuses %s, without repeating it", (text, why) => {
  expect(() => readTokenTimes(new Secret(text))).toThrow(`Reading a token: ${why}`);
});
