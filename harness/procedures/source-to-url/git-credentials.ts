import { applyObjects, listOf } from "../../cluster/source-to-url/apply.ts";
import { gitSecret, namespaces } from "../../cluster/source-to-url/names.ts";
import type { Secret } from "../../core/secret.ts";
import type { KubectlOptions } from "../../tools/kubectl/kubectl.ts";

export interface GitCredentialsInput {
  readonly cluster: { readonly kubectl: KubectlOptions };
  /** `git-credentials` unless told: what the supply chain takes unless a Workload names another. */
  readonly name?: string;
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
