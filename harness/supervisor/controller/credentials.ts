import { randomBytes } from "node:crypto";
import { randomPassword, type Secret } from "../../core/secret.ts";
// Not by the folder's index: what signs certificates needs a library of 11 MiB, which the Pod is to do without.
import { createSshKeyPair } from "../../pki/ssh-key-pair.ts";

/** Where a cluster's secrets come from: new ones each time it is asked. */
export interface Credentials {
  /** PKCS#1. */
  readonly sshPrivateKey: () => Promise<Secret>;
  password(): Secret;
  /** 32 bytes. */
  encryptionKey(): Buffer;
}

/** An RSA key takes up to a second to find: the next one is begun when one is taken, and is there when it is asked for. */
export function preparedCredentials(make: () => Promise<Secret> = newSshKey): Credentials {
  let next = begin(make);
  return {
    sshPrivateKey() {
      const key = next;
      next = begin(make);
      return key;
    },
    password: randomPassword,
    encryptionKey: () => randomBytes(32),
  };
}

/** Whoever takes it hears of a failure; before that nobody does. */
function begin(make: () => Promise<Secret>): Promise<Secret> {
  const key = make();
  key.catch(() => undefined);
  return key;
}

async function newSshKey(): Promise<Secret> {
  return (await createSshKeyPair({ comment: "" })).privateKeyPem;
}
