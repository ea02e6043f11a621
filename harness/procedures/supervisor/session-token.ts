import { sign } from "node:crypto";
import { HarnessError } from "../../core/errors.ts";
import { Secret } from "../../core/secret.ts";

/** When a token of Kubernetes was made and when it expires, in seconds since the epoch. */
export interface TokenTimes {
  readonly iat: number;
  readonly exp: number;
}

/** Reads the times of a token. @throws HarnessError `bad-input` when it is none, or has none */
export function readTokenTimes(token: Secret): TokenTimes {
  const { iat, exp } = claimsOf(token).claims;
  if (typeof iat === "number" && typeof exp === "number") return { iat, exp };
  throw new HarnessError({ code: "bad-input", message: "Reading a token: it does not say when it expires" });
}

/** The same token with other times, signed anew by the key of whoever gave it out (RS256, PEM). */
export function signAnew(token: Secret, key: Secret, { iat, exp }: TokenTimes): Secret {
  const { header, claims } = claimsOf(token);
  const payload = Buffer.from(JSON.stringify({ ...claims, iat, nbf: iat, exp })).toString("base64url");
  const signed = `${header}.${payload}`;
  return new Secret(
    `${signed}.${sign("RSA-SHA256", Buffer.from(signed), key.reveal()).toString("base64url")}`,
  );
}

function claimsOf(token: Secret) {
  const [header = "", payload = "", ...rest] = token.reveal().split(".");
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    if (rest.length === 1 && typeof claims === "object" && claims !== null) {
      return { header, claims: claims as Readonly<Record<string, unknown>> }; // as: an object of JSON
    }
  } catch {
    // The reason a parser gives would quote the token.
  }
  throw new HarnessError({ code: "bad-input", message: "Reading a token: it is no JSON Web Token" });
}
