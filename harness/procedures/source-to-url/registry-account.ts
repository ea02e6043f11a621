import { applyObjects, listOf } from "../../cluster/source-to-url/apply.ts";
import { namespaces, registrySecret } from "../../cluster/source-to-url/names.ts";
import type { RegistryCredentialsInput } from "./registry-credentials.ts";

export interface RegistryAccountInput extends RegistryCredentialsInput {
  /** Of the service account, and of its Secret. */
  readonly name: string;
}

const namespace = namespaces.workloads;

/**
 * Gives kpack a service account of its own to build with, in the other form that its documentation names: a Secret of type
 * basic-auth that says for which registry it is. What the kubelet pulls, it pulls with `regsecret`, as all do.
 */
export async function giveRegistryAccount(input: RegistryAccountInput): Promise<void> {
  const { cluster, name, host, username, password } = input;
  await applyObjects(
    `service account ${name}`,
    listOf([
      {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name, namespace, annotations: { "kpack.io/docker": `https://${host}` } },
        type: "kubernetes.io/basic-auth",
        stringData: { username, password: password.reveal() },
      },
      {
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: { name, namespace },
        secrets: [{ name }],
        imagePullSecrets: [{ name: registrySecret }],
      },
    ]),
    cluster.kubectl,
  );
}
