import { readFile } from "node:fs/promises";
import { budgets } from "../../core/budgets.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

/**
 * Installs kapp-controller on a cluster that has none, and waits until it serves the packages' API.
 * @throws HarnessError the API server's words; `timeout` by kubectl's own.
 */
export async function installKappController(
  /** The file of its rendered manifests, from the catalogue. */
  manifests: string,
  options: KubectlOptions,
): Promise<void> {
  await kubectlOk(
    "Installing kapp-controller",
    // Server side: custom resource definitions are too large for the annotation of a client-side apply.
    ["apply", "--server-side", "--force-conflicts", "--filename", "-"],
    options,
    await readFile(manifests, "utf8"),
  );
  const limit = `--timeout=${budgets.controllersReady.limit / 1000}s`;
  const doing = "Waiting for kapp-controller";
  await kubectlOk(
    doing,
    ["rollout", "status", "deployment/kapp-controller", "--namespace", "tkg-system", limit],
    options,
  );
  await kubectlOk(
    doing,
    ["wait", "apiservice/v1alpha1.data.packaging.carvel.dev", "--for=condition=Available", limit],
    options,
  );
}
