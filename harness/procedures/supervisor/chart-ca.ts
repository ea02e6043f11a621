import type { Toolbox } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import { parseCertificates } from "../../pki/index.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";
import { fetchCaByGetcert } from "../nodes/fetch-harbor-ca.ts";

/**
 * Harbor's CA from the cluster on which its Helm chart runs, in base64 as it is there (seed 004): key `ca.crt` of the
 * secret `harbor-harbor-nginx`.
 * @throws HarnessError `tool-failed` when the secret is not there.
 */
export function fetchChartCa({ kubectl }: { readonly kubectl: KubectlOptions }): Promise<string> {
  return kubectlOk(
    "Fetching Harbor's CA from the secret harbor-harbor-nginx",
    ["get", "secret", "harbor-harbor-nginx", String.raw`-o=jsonpath={.data.ca\.crt}`],
    kubectl,
  );
}

/** Succeeds when the secret's data, decoded once, are the certificate that getcert gives out. */
export async function checkSameCa(input: {
  /** As fetchChartCa() gives it. */
  readonly data: string;
  readonly operator: Toolbox;
  readonly caUrl: string;
}): Promise<Attempt> {
  const { data, operator, caUrl } = input;
  const command = `base64 -d harbor-ca.crt | openssl x509 -noout -fingerprint -sha256; curl -sk ${caUrl} | openssl x509 -noout -fingerprint -sha256`;
  const ofSecret = fingerprintsOf(Buffer.from(data, "base64").toString("utf8"), "harbor-harbor-nginx");
  const ofGetcert = fingerprintsOf(await fetchCaByGetcert({ jumpbox: operator, caUrl }), "getcert");
  const text = `secret: ${ofSecret}\ngetcert: ${ofGetcert}`;
  return { command, succeeded: ofSecret === ofGetcert, text };
}

function fingerprintsOf(pem: string, source: string): string {
  return parseCertificates(pem, { source })
    .map(({ fingerprint256 }) => fingerprint256)
    .join(", ");
}
