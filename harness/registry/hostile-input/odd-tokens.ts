import { createHmac, createPublicKey, createSign, generateKeyPairSync } from "node:crypto";
import fc from "fast-check";

/** A token, and what is wrong with it, if anything. */
export interface OddToken {
  readonly flaws: readonly string[];
  readonly text: string;
}

/** What the API's tokens are made with, and its clock in seconds. */
export interface Mint {
  /** PKCS#8 PEM. */
  readonly key: string;
  readonly kid: string;
  readonly now: number;
  /** The repository that a good token lets its bearer pull. */
  readonly repository: string;
}

type Sign = (text: string) => string;
type Claims = Readonly<Record<string, unknown>>;

const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
const rsa = (key: string, hash = "RSA-SHA256"): Sign => {
  return (text) => createSign(hash).update(text).sign(key, "base64url");
};
const hmac = (key: string): Sign => {
  return (text) => createHmac("sha256", key).update(text).digest("base64url");
};

type Part<T> = readonly [flaw: string, T];
type Head = readonly [Claims, Sign];

/** Tokens with no flaw, one or several. */
export function oddToken(mint: Mint): fc.Arbitrary<OddToken> {
  return fc
    .tuple(fc.constantFrom(...oddHeads(mint)), fc.constantFrom(...oddClaims(mint)), fc.constantFrom(...ways))
    .map(([head, claims, way]) => put(head, claims, way));
}

/** A token with each of the flaws alone, and those without any. */
export function plainTokens(mint: Mint): readonly OddToken[] {
  const [heads, claims] = [oddHeads(mint), oddClaims(mint)];
  const [[head], [claim], [way]] = [heads, claims, ways] as const;
  if (head === undefined || claim === undefined || way === undefined) return [];
  return [
    ...heads.map((one) => put(one, claim, way)),
    ...claims.map((one) => put(head, one, way)),
    ...ways.map((one) => put(head, claim, one)),
  ];
}

function put(
  [headFlaw, [head, sign]]: Part<Head>,
  [claimFlaw, claims]: Part<Claims>,
  [wayFlaw, way]: Part<Sign>,
): OddToken {
  const encoded = [head, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
  const signed = encoded.join(".");
  return {
    flaws: [headFlaw, claimFlaw, wayFlaw].filter((flaw) => flaw !== ""),
    text: way(`${signed}.${sign(signed)}`),
  };
}

function oddHeads({ key, kid }: Mint): readonly Part<Head>[] {
  const publicKey = createPublicKey(key);
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const { n: modulus = "" } = publicKey.export({ format: "jwk" });
  const brought = createPublicKey(foreign).export({ format: "jwk" });
  const good = { alg: "RS256", typ: "JWT", kid };
  return [
    ["", [good, rsa(key)]],
    // Whoever has the key is believed under whatever name and kind.
    ["", [{ alg: "RS256" }, rsa(key)]],
    ["", [{ ...good, kid: "../../etc/passwd", jku: "https://evil.test/keys", jwk: {} }, rsa(key)]],
    ["alg none", [{ alg: "none" }, () => ""]],
    ["alg None, signed", [{ alg: "None", kid }, rsa(key)]],
    ["HS256 with the public key", [{ ...good, alg: "HS256" }, hmac(pem)]],
    ["HS256 with the modulus", [{ ...good, alg: "HS256" }, hmac(modulus)]],
    ["HS256 without a key", [{ ...good, alg: "HS256" }, hmac("")]],
    ["a foreign key", [good, rsa(foreign)]],
    ["a foreign key that it brings", [{ ...good, jwk: brought }, rsa(foreign)]],
    ["RS384", [{ ...good, alg: "RS384" }, rsa(key, "RSA-SHA384")]],
    ["RS512 said, RS256 done", [{ ...good, alg: "RS512" }, rsa(key)]],
    ["an extension that has to be known", [{ ...good, crit: ["exp"], exp: 1 }, rsa(key)]],
    ["no signature", [good, () => ""]],
    ["a signature of something else", [good, () => rsa(key)("something else")]],
    ["no algorithm", [{ typ: "JWT" }, rsa(key)]],
  ];
}

const ways: readonly Part<Sign>[] = [
  ["", (text) => text],
  ["", (text) => text],
  ["", (text) => text],
  ["one part less", (text) => text.slice(0, text.lastIndexOf("."))],
  ["one part more", (text) => `${text}.${text}`],
  ["nothing between dots", () => ".."],
  [
    "other claims under the signature",
    (text) => text.replace(/\.[^.]*\./, `.${Buffer.from("{}").toString("base64url")}.`),
  ],
];

/** Claims of which at most one is odd. */
function oddClaims({ now, repository }: Mint): readonly Part<Claims>[] {
  const entry = { type: "repository", name: repository, actions: ["pull"] };
  const good = {
    ...{ iss: "harbor-token-issuer", sub: "admin", aud: "harbor-registry", access: [entry] },
    ...{ iat: now, nbf: now, exp: now + 1_800 },
  };
  const odd: readonly Part<Claims>[] = [
    ["", {}],
    ["", { aud: ["else", "harbor-registry"] }],
    ["", { sub: { admin: true }, access: [null, "*", entry] }],
    ["expired", { exp: now - 1 }],
    ["no end", { exp: undefined }],
    ["an end that is none", { exp: "never" }],
    ["an end without end", { exp: 1e308, nbf: "0" }],
    ["not yet valid", { nbf: now + 60 }],
    ["no beginning", { nbf: undefined }],
    ["another audience", { aud: "else" }],
    ["no audience", { aud: undefined }],
    ["another issuer", { iss: "else" }],
    ["no access", { access: undefined }],
    ["access as text", { access: "repository:private/secret:pull" }],
    ["access as one entry", { access: entry }],
    ["access of lists", { access: [[entry]] }],
    ["actions as text", { access: [{ ...entry, actions: "pull" }] }],
    ["actions as an object", { access: [{ ...entry, actions: { includes: true } }] }],
    ["an action that is everything", { access: [{ ...entry, actions: ["*"] }] }],
    [
      "a name with a wildcard",
      {
        access: [
          { ...entry, name: "private/*" },
          { ...entry, name: "*" },
        ],
      },
    ],
    ["another repository of the project", { access: [{ ...entry, name: `${repository}2` }] }],
    ["a name that climbs", { access: [{ ...entry, name: `library/../${repository}` }] }],
    ["a number for a type", { access: [{ ...entry, type: 1 }] }],
    ["another type", { access: [{ ...entry, type: "registry" }] }],
  ];
  return odd.map(([flaw, claims]) => [flaw, { ...good, ...claims }] as const);
}
