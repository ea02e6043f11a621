import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { Secret } from "../core/secret.ts";
import { sshPublicKeyOf } from "./ssh-public-key.ts";

const generate = promisify(generateKeyPair);

export interface SshKeyPair {
  /** PKCS#1, `BEGIN RSA PRIVATE KEY`, as the Secret `<cluster>-ssh` of a Supervisor holds it (seed 003). */
  readonly privateKeyPem: Secret;
  /** One line of authorized_keys: `ssh-rsa <base64> <comment>`, without a final newline. */
  readonly publicKey: string;
}

/** A new RSA key of 2048 bits for SSH, never one of before. */
export async function createSshKeyPair({ comment }: { readonly comment: string }): Promise<SshKeyPair> {
  const { privateKey } = await generate("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  return { privateKeyPem: new Secret(privateKey), publicKey: sshPublicKeyOf(privateKey, comment) };
}
