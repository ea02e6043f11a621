import type { Jumpbox } from "../../cluster/index.ts";
import { type KubectlOptions, kubectlOk } from "../../tools/kubectl/kubectl.ts";

/** The namespace in which the Harbor package keeps its certificate, by product (seed 000). */
export const harborNamespaces = { TKG: "tanzu-system-registry", TCE: "harbor" } as const;

/** Harbor's CA as anybody can have it (seed 000): `curl -sk https://<host>/api/v2.0/systeminfo/getcert`. */
export async function fetchCaByGetcert(input: {
  readonly jumpbox: Jumpbox;
  readonly caUrl: string;
}): Promise<string> {
  // -k: nobody trusts Harbor yet, and its CA is no secret. --fail: an error page is no certificate.
  const pem = await input.jumpbox.runOk("Fetching Harbor's CA by getcert", [
    ...["curl", "--fail", "--silent", "--show-error", "-k", input.caUrl],
  ]);
  return `${pem}\n`;
}

/**
 * Harbor's CA from the cluster that it runs on (seed 000): key `ca.crt` of the secret `harbor-tls`.
 * @throws HarnessError `tool-failed` when the secret is not there.
 */
export async function fetchCaFromSecret(input: {
  readonly kubectl: KubectlOptions;
  readonly namespace: string;
}): Promise<string> {
  const pem = await kubectlOk(
    "Fetching Harbor's CA from the secret harbor-tls",
    [
      ...["get", "secret", "--namespace", input.namespace, "harbor-tls"],
      ...["--template", '{{index .data "ca.crt" | base64decode}}'],
    ],
    input.kubectl,
  );
  return `${pem}\n`;
}
