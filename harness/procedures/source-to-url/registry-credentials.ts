import { applyObjects, ensureNamespaces, listOf } from "../../cluster/source-to-url/apply.ts";
import { cartographerPullSecret, namespaces, registrySecret } from "../../cluster/source-to-url/names.ts";
import type { Secret } from "../../core/secret.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

export interface RegistryCredentialsInput {
  readonly cluster: { readonly kubectl: KubectlOptions };
  /** The registry's host name. */
  readonly host: string;
  readonly username: string;
  readonly password: Secret;
}

const namespace = namespaces.workloads;

/**
 * Gives kpack and the kubelet the way into a private project as seed 002 does: the Secret `regsecret`, named twice by the
 * service account `default`.
 */
export async function giveRegistryCredentials(input: RegistryCredentialsInput): Promise<void> {
  const { cluster } = input;
  await applyObjects(
    `Secret ${registrySecret}`,
    listOf([pullSecret(registrySecret, namespace, input)]),
    cluster.kubectl,
  );
  const names = [{ name: registrySecret }];
  await kubectlOk(
    "Patching the service account default",
    [
      ...["patch", "serviceaccount", "default", "--namespace", namespace],
      // Merged, not added to: what was there before is not to stay.
      ...["--type", "merge", "--patch", JSON.stringify({ secrets: names, imagePullSecrets: names })],
    ],
    cluster.kubectl,
  );
}

/** Gives the kubelet the way to Cartographer's own image (seed 002: private-registry-credentials). */
export async function giveCartographerPullSecret(input: RegistryCredentialsInput): Promise<void> {
  const { kubectl } = input.cluster;
  const secret = pullSecret(cartographerPullSecret, namespaces.cartographer, input);
  await ensureNamespaces([namespaces.cartographer], kubectl);
  await applyObjects(`Secret ${cartographerPullSecret}`, listOf([secret]), kubectl);
}

function pullSecret(name: string, inside: string, { host, username, password }: RegistryCredentialsInput) {
  const auths = { [`https://${host}`]: { username, password: password.reveal() } };
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name, namespace: inside },
    type: "kubernetes.io/dockerconfigjson",
    stringData: { ".dockerconfigjson": JSON.stringify({ auths }) },
  };
}
