import { HarnessError, messageOf } from "../../core/errors.ts";
import { sshPublicKeyOf } from "../../pki/ssh-public-key.ts";
import { madeFor, type StoredCluster } from "../objects/cluster-input.ts";
import { encryptionConfiguration, encryptionKey } from "../objects/encryption.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { namesOf } from "../objects/names.ts";
import { besides, type ControllerParts, ownObject } from "./controller-parts.ts";

/** The key of a Secret of type kubernetes.io/ssh-auth. */
const privateKey = "ssh-privatekey";

/**
 * Makes the secrets that a cluster has besides those of Cluster API, each once: they are never made anew, since the nodes
 * hold what belongs to them. Gives the line of authorized_keys.
 * @throws HarnessError `bad-input` for a secret of that name that is another's, or holds no key
 */
export async function ensureSecrets(tkc: StoredCluster, parts: ControllerParts): Promise<string> {
  const { api, credentials } = parts;
  const names = namesOf(tkc.metadata.name);
  const comment = `${tkc.metadata.namespace}/${tkc.metadata.name}`;
  const ensure = async (name: string, make: () => Promise<Pick<KubeObject, "type" | "data">>) => {
    const found = await ownObject(api, tkc, besides(tkc, "Secret", name));
    if (found !== undefined) return found;
    const made = { apiVersion: "v1", kind: "Secret", metadata: madeFor(tkc, name), ...(await make()) };
    await api.create(made);
    return made;
  };
  const ssh = await ensure(names.ssh, async () => {
    const pem = await credentials.sshPrivateKey();
    return { type: "kubernetes.io/ssh-auth", data: { [privateKey]: base64(pem.reveal()) } };
  });
  await ensure(names.sshPassword, () =>
    Promise.resolve(opaque("ssh-passwordkey", credentials.password().reveal())),
  );
  await ensure(names.encryption, () =>
    Promise.resolve(opaque(encryptionKey, encryptionConfiguration(credentials.encryptionKey()))),
  );
  return publicKeyIn(ssh, comment);
}

function opaque(key: string, value: string): Pick<KubeObject, "type" | "data"> {
  return { type: "Opaque", data: { [key]: base64(value) } };
}

function publicKeyIn({ metadata, data }: KubeObject, comment: string): string {
  try {
    return sshPublicKeyOf(Buffer.from(data?.[privateKey] ?? "", "base64").toString(), comment);
  } catch (error) {
    const message = `Reading Secret ${metadata.name}: ${privateKey} is no private key: ${messageOf(error)}`;
    throw new HarnessError({ code: "bad-input", message, cause: error });
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
