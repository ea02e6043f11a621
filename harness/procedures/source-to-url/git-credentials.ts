import { applyObjects, listOf } from "../../cluster/source-to-url/apply.ts";
import { gitSecret, namespaces } from "../../cluster/source-to-url/names.ts";
import type { Secret } from "../../core/secret.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

interface Place {
  readonly cluster: { readonly kubectl: KubectlOptions };
  /** `git-credentials` unless told: what the supply chain takes unless a Workload names another. */
  readonly name?: string;
}

export interface GitCredentialsInput extends Place {
  readonly username: string;
  readonly password: Secret;
  /** The CA of the git server, PEM; Flux then trusts what its image does. */
  readonly caPem?: string;
}

const namespace = namespaces.workloads;

/** Gives Flux what it needs for a private git server, under the keys that its documentation names. */
export async function giveGitCredentials(input: GitCredentialsInput): Promise<void> {
  const { cluster, name = gitSecret, username, password, caPem } = input;
  const ca = caPem === undefined ? {} : { "ca.crt": caPem };
  const texts = { username, password: password.reveal(), ...ca };
  // data, not stringData: what is left away there is taken out.
  const data = Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, Buffer.from(text).toString("base64")]),
  );
  const secret = { apiVersion: "v1", kind: "Secret", metadata: { name, namespace }, data };
  await applyObjects(`Secret ${name}`, listOf([secret]), cluster.kubectl);
}

/** Takes them away again; those that are not there are fine. */
export async function takeGitCredentials({ cluster, name = gitSecret }: Place): Promise<void> {
  const object = ["secret", name, "--namespace", namespace];
  await kubectlOk(`Deleting Secret ${name}`, ["delete", ...object, "--ignore-not-found"], cluster.kubectl);
}
