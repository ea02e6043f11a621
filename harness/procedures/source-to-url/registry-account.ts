import { applyObjects, listOf } from "../../cluster/source-to-url/apply.ts";
import { namespaces, registrySecret } from "../../cluster/source-to-url/names.ts";
import type { KubectlOptions } from "../../tools/kubectl/kubectl.ts";
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
      serviceAccount(name, [name]),
    ]),
    cluster.kubectl,
  );
}

/**
 * Makes a service account that names the login which all have, `regsecret`: for the kubelet, and for kpack where it is
 * told. kpack pushes with what `secrets` names and with nothing else.
 */
export async function giveServiceAccount(input: {
  readonly cluster: { readonly kubectl: KubectlOptions };
  readonly name: string;
  readonly forKpack: boolean;
}): Promise<void> {
  const { cluster, name, forKpack } = input;
  const account = serviceAccount(name, forKpack ? [registrySecret] : []);
  await applyObjects(`service account ${name}`, listOf([account]), cluster.kubectl);
}

function serviceAccount(name: string, secrets: readonly string[]): object {
  return {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name, namespace },
    secrets: secrets.map((secret) => ({ name: secret })),
    imagePullSecrets: [{ name: registrySecret }],
  };
}
