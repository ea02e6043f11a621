/** What gives a secret away although nobody knows it: each finds what a text has of one kind. */
export interface SecretShape {
  readonly kind: string;
  /** Where it may stand; its group `secret` is what has to go, or else all of it. */
  readonly pattern: RegExp;
  /** Whether it is one; yes unless told. */
  readonly isOne?: (secret: string) => boolean;
  /** What it is worth, which may stand elsewhere in another form. */
  readonly valueOf: (secret: string) => string | undefined;
}

/** kind's own bootstrap token, which is written in its source. */
const publicToken = "abcdef.0123456789abcdef";

const fromBase64 = (text: string) => Buffer.from(text, "base64").toString("latin1");
const isPem = (text: string) => /^-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/.test(text);
const asItIs = (secret: string) => secret;

/** A key is at most this long, with what a log puts before each of its lines. */
const longestKey = 16_384;

export const secretShapes: readonly SecretShape[] = [
  {
    kind: "a private key",
    // Somewhere after its first line there has to be a key: many a text names that line alone.
    pattern: new RegExp(
      String.raw`-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----[^]{0,200}?[A-Za-z0-9+/]{40}` +
        String.raw`(?:[^]{0,${longestKey}}?-----END (?:[A-Z0-9]+ )*PRIVATE KEY-----|[A-Za-z0-9+/=\s]*)`,
      "g",
    ),
    valueOf: asItIs,
  },
  {
    kind: "a private key (in base64)",
    pattern: /LS0tLS1CRUdJTi[A-Za-z0-9+/]{40,}={0,2}/g,
    isOne: (secret) => isPem(fromBase64(secret)),
    valueOf: fromBase64,
  },
  {
    kind: "the client key of a kubeconfig",
    pattern: /client-key-data\\?["']?\s*:\s*\\?["']?(?<secret>[A-Za-z0-9+/]{40,}={0,2})/g,
    valueOf: fromBase64,
  },
  {
    kind: "a registry login",
    pattern: /"auth\\?"\s*:\s*\\?"(?<secret>[A-Za-z0-9+/]{8,}={0,2})\\?"/g,
    isOne: (secret) => passwordOf(secret) !== undefined,
    valueOf: passwordOf,
  },
  {
    kind: "a dockerconfigjson",
    // {"auths":, and the same after a line break.
    pattern: /(?:eyJhdXRocyI6|ewogICJhdXRocyI6|ewogICAgImF1dGhzIj|ewoJImF1dGhzIj)[A-Za-z0-9+/]{12,}={0,2}/g,
    isOne: (secret) => /"(?:auth|password|identitytoken)"\s*:\s*"[^"]/.test(fromBase64(secret)),
    valueOf: asItIs,
  },
  {
    kind: "a token",
    pattern: /eyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]{16,}/g,
    isOne: isToken,
    valueOf: asItIs,
  },
  {
    kind: "a token (in base64)",
    pattern: /ZXlK[A-Za-z0-9+/]{40,}={0,2}/g,
    isOne: (secret) => isToken(fromBase64(secret)),
    valueOf: fromBase64,
  },
  {
    kind: "a bootstrap token",
    pattern:
      /[Tt]oken\\?["']?(?:\s*[:=]\s*|\s+)\\?["']?(?<secret>[a-z0-9]{6}\.[a-z0-9]{16})(?![A-Za-z0-9.-])/g,
    isOne: (secret) => secret !== publicToken,
    valueOf: asItIs,
  },
  {
    kind: "a login in an address",
    // Not the digest of an image: //harbor:1.0@sha256:…
    pattern: /:\/\/[^\s/:@"'\\<>]+:(?<secret>[^\s/:@"'\\<>]{8,})@(?!sha256:)[\w[]/g,
    valueOf: asItIs,
  },
];

/** The password of a login in base64, where it is one. */
function passwordOf(auth: string): string | undefined {
  return /^[\x20-\x39\x3b-\x7e]+:(?<password>[\x20-\x7e]+)$/.exec(fromBase64(auth))?.groups?.password;
}

/** Whether the first part of three is the header of a JSON Web Token. */
function isToken(text: string): boolean {
  const [header = "", ...rest] = text.split(".");
  if (rest.length < 2) return false;
  try {
    const value: unknown = JSON.parse(Buffer.from(header, "base64url").toString());
    return typeof value === "object" && value !== null && "alg" in value;
  } catch {
    return false;
  }
}
