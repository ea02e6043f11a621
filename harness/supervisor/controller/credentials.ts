import { randomBytes } from "node:crypto";
import { randomPassword, type Secret } from "../../core/secret.ts";
import { createSshKeyPair } from "../../pki/index.ts";

/** Where a cluster's secrets come from: new ones each time it is asked. */
export interface Credentials {
  /** PKCS#1. */
  sshPrivateKey(comment: string): Promise<Secret>;
  password(): Secret;
  /** 32 bytes. */
  encryptionKey(): Buffer;
}

export const newCredentials: Credentials = {
  sshPrivateKey: async (comment) => (await createSshKeyPair({ comment })).privateKeyPem,
  password: randomPassword,
  encryptionKey: () => randomBytes(32),
};
