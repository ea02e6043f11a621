import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A salted digest that a password is compared with; the password itself is not kept. */
export interface PasswordDigest {
  readonly salt: Buffer;
  readonly digest: Buffer;
}

export function digestOf(password: string, salt: Buffer = randomBytes(16)): PasswordDigest {
  return { salt, digest: createHash("sha256").update(salt).update(password).digest() };
}

/** Whether this is the password, in the same time whatever it is. */
export function matches(known: PasswordDigest, password: string): boolean {
  return timingSafeEqual(known.digest, digestOf(password, known.salt).digest);
}

/** Whether a secret meets Harbor's rule. */
export function isStrong(secret: string): boolean {
  return /^.{8,128}$/s.test(secret) && [/[a-z]/, /[A-Z]/, /[0-9]/].every((kind) => kind.test(secret));
}

/** A secret that meets Harbor's rule. */
export function newSecret(): string {
  return `Aa1${randomBytes(24).toString("base64url")}`;
}
