import { generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import { Secret } from "../core/secret.ts";

const generate = promisify(generateKeyPair);

/** The keys that registries and their CAs have in the field. */
export type KeyKind = "rsa-2048" | "rsa-4096" | "ecdsa-p256";

export interface KeyPair {
  /** PKCS#8, `BEGIN PRIVATE KEY`. */
  readonly privateKeyPem: Secret;
  readonly publicKey: KeyObject;
}

/** A new key, never one of before; made on a thread of its own, so several can be made side by side. */
export async function createKeyPair(kind: KeyKind): Promise<KeyPair> {
  const { privateKey, publicKey } = await generateKind(kind);
  return {
    privateKeyPem: new Secret(privateKey.export({ type: "pkcs8", format: "pem" }).toString()),
    publicKey,
  };
}

function generateKind(kind: KeyKind): Promise<{ privateKey: KeyObject; publicKey: KeyObject }> {
  switch (kind) {
    case "rsa-2048":
      return generate("rsa", { modulusLength: 2048 });
    case "rsa-4096":
      return generate("rsa", { modulusLength: 4096 });
    case "ecdsa-p256":
      return generate("ec", { namedCurve: "P-256" });
  }
}
