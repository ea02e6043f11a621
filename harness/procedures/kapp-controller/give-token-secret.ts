import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

/**
 * Gives a service account a secret with its token, as Kubernetes did by itself until 1.23: kapp-controller 0.32 looks for
 * one, later ones ask for a token when they need it.
 */
export async function giveTokenSecret(input: {
  readonly cluster: { readonly kubectl: KubectlOptions };
  readonly serviceAccount: string;
  readonly namespace: string;
}): Promise<void> {
  const { cluster, serviceAccount, namespace } = input;
  const doing = `Giving service account ${serviceAccount} a token secret`;
  const secret = {
    ...{ apiVersion: "v1", kind: "Secret", type: "kubernetes.io/service-account-token" },
    metadata: {
      name: `${serviceAccount}-token`,
      namespace,
      annotations: { "kubernetes.io/service-account.name": serviceAccount },
    },
  };
  await kubectlOk(doing, ["apply", "--filename", "-"], cluster.kubectl, JSON.stringify(secret));
  const patch = JSON.stringify({ secrets: [{ name: secret.metadata.name }] });
  const account = ["serviceaccount", serviceAccount, "--namespace", namespace];
  await kubectlOk(doing, ["patch", ...account, "--type", "merge", "--patch", patch], cluster.kubectl);
}
