import { randomBytes } from "node:crypto";
import {
  calculateJwkThumbprint,
  type CryptoKey,
  exportJWK,
  importPKCS8,
  type JWK,
  jwtVerify,
  SignJWT,
} from "jose";
import { isJsonObject, objectsField, textField, textsField } from "./json-fields.ts";
import type { Access } from "./scope.ts";

/** The names that real Harbor uses, and clients and logs show. */
export const tokenIssuer = "harbor-token-issuer";
export const tokenAudience = "harbor-registry";

/** Seconds; Harbor's default of 30 minutes. */
const lifetime = 1_800;

/** What the token endpoint answers. */
export interface TokenAnswer {
  readonly token: string;
  /** Always empty, as in Harbor: clients then use `token`. */
  readonly access_token: "";
  readonly expires_in: number;
  readonly issued_at: string;
}

/** Who a valid token speaks for, and what it allows. */
export interface VerifiedToken {
  readonly subject: string;
  readonly access: readonly Access[];
}

/** Signs and checks the RS256 tokens that Distribution verifies too. */
export interface TokenService {
  mint(subject: string, access: readonly Access[]): Promise<TokenAnswer>;
  /** Undefined when the token is not ours, not yet or no longer valid, or broken. */
  verify(token: string): Promise<VerifiedToken | undefined>;
  /** The public key as a JWKS document, for Distribution. */
  readonly jwks: { readonly keys: readonly JWK[] };
}

/** A token service with this RSA key (PKCS#8 PEM). */
export async function tokenService(privateKeyPem: string, now: () => Date): Promise<TokenService> {
  const key = await importPKCS8(privateKeyPem, "RS256", { extractable: true });
  const { kty, n, e } = await exportJWK(key);
  if (kty !== "RSA" || n === undefined || e === undefined)
    throw new Error("Reading the token key: it is no RSA key");
  const kid = await calculateJwkThumbprint({ kty, n, e });
  const publicJwk: JWK = { kty, n, e, kid, alg: "RS256", use: "sig" };
  return {
    jwks: { keys: [publicJwk] },
    mint: (subject, access) => mint(key, kid, subject, access, now()),
    verify: (token) => verify(publicJwk, token, now()),
  };
}

async function mint(
  key: CryptoKey,
  kid: string,
  subject: string,
  access: readonly Access[],
  at: Date,
): Promise<TokenAnswer> {
  const seconds = Math.floor(at.getTime() / 1000);
  const token = await new SignJWT({ access })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid })
    .setIssuer(tokenIssuer)
    .setSubject(subject)
    .setAudience(tokenAudience)
    .setIssuedAt(seconds)
    .setNotBefore(seconds)
    .setExpirationTime(seconds + lifetime)
    .setJti(randomBytes(12).toString("base64url"))
    .sign(key);
  return {
    token,
    access_token: "",
    expires_in: lifetime,
    issued_at: at.toISOString().replace(/\.\d+Z$/, "Z"),
  };
}

async function verify(publicJwk: JWK, token: string, at: Date): Promise<VerifiedToken | undefined> {
  try {
    const { payload } = await jwtVerify(token, publicJwk, {
      algorithms: ["RS256"],
      issuer: tokenIssuer,
      audience: tokenAudience,
      currentDate: at,
      requiredClaims: ["exp", "nbf"],
    });
    return { subject: payload.sub ?? "", access: accessOf(payload) };
  } catch {
    // Every reason is the same answer to the client: a credential that does not count.
    return undefined;
  }
}

function accessOf(payload: unknown): readonly Access[] {
  if (!isJsonObject(payload)) return [];
  return objectsField(payload, "access").map((entry) => ({
    type: textField(entry, "type") ?? "",
    name: textField(entry, "name") ?? "",
    actions: textsField(entry, "actions"),
  }));
}
