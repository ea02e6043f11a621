import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

interface Account {
  readonly cluster: { readonly kubectl: KubectlOptions };
  readonly namespace: string;
}

/** A service account that may do nothing. */
export async function createServiceAccount({
  cluster,
  name,
  namespace,
}: Account & { readonly name: string }) {
  const args = ["create", "serviceaccount", name, "--namespace", namespace];
  return kubectlOk(`Creating service account ${name}`, args, cluster.kubectl);
}

/** Lets a service account do everything. */
export async function grantEverything(input: Account & { readonly serviceAccount: string }) {
  const { cluster, serviceAccount, namespace } = input;
  return kubectlOk(
    `Granting rights to ${serviceAccount}`,
    [
      ...["create", "clusterrolebinding", `${namespace}-${serviceAccount}`, "--clusterrole=cluster-admin"],
      `--serviceaccount=${namespace}:${serviceAccount}`,
    ],
    cluster.kubectl,
  );
}
