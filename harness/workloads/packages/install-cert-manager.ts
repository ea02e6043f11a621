import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { applyObjects, deploymentsReady } from "../../cluster/source-to-url/apply.ts";
import { namespaces } from "../../cluster/source-to-url/names.ts";
import type { KubectlOptions } from "../../tools/kubectl/kubectl.ts";

/** `kubectl apply -f cert-manager.yaml` (seed 002), and waiting for it. */
export async function installCertManager(input: {
  readonly cluster: { readonly kubectl: KubectlOptions };
  /** The folder of its manifests from the catalogue. */
  readonly manifests: string;
}): Promise<void> {
  const { kubectl } = input.cluster;
  const text = await readFile(join(input.manifests, "manifests.yaml"), "utf8");
  await applyObjects("cert-manager", text, kubectl);
  await deploymentsReady(namespaces.certManager, kubectl);
}
