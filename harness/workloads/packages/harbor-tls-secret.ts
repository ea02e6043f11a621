import type { Harbor } from "../../registry/index.ts";
import { apiStatus, type Kube } from "../../cluster/index.ts";

export interface HarborTlsSecretInput {
  /** The cluster that plays Harbor's host. */
  readonly kube: Kube;
  readonly namespace: string;
  readonly harbor: Pick<Harbor, "host">;
  readonly caPem: string;
}

/** Puts on a cluster what the Harbor package leaves there: the secret `harbor-tls` with the CA under `ca.crt` (seed 000). */
export function createHarborTlsSecret(input: HarborTlsSecretInput): Promise<void> {
  return createCaSecret("harbor-tls", input);
}

/**
 * Puts on a cluster what Harbor's Helm chart leaves there when it makes the certificate itself, as release `harbor`: the
 * secret `harbor-harbor-nginx` with the CA under `ca.crt` (seed 004).
 */
export function createHarborChartSecret(input: HarborTlsSecretInput): Promise<void> {
  return createCaSecret("harbor-harbor-nginx", input);
}

/** The registry itself runs beside the clusters; its key, which both secrets hold too, is nobody's business here. */
async function createCaSecret(name: string, input: HarborTlsSecretInput): Promise<void> {
  const { kube, namespace, harbor, caPem } = input;
  await kube.core.createNamespace({ body: { metadata: { name: namespace } } }).catch((error: unknown) => {
    if (apiStatus(error) !== 409) throw error;
  });
  const body = {
    metadata: { name, namespace, annotations: { "tkglab.test/harbor": harbor.host } },
    type: "Opaque",
    data: { "ca.crt": Buffer.from(caPem).toString("base64") },
  };
  await kube.core.createNamespacedSecret({ namespace, body }).catch(async (error: unknown) => {
    if (apiStatus(error) !== 409) throw error;
    await kube.core.replaceNamespacedSecret({ name, namespace, body });
  });
}
