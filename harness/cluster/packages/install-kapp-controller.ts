import { readFile } from "node:fs/promises";
import { budgets } from "../../core/budgets.ts";
import { kubectlOk, type KubectlOptions, timeoutArg } from "../../tools/kubectl/kubectl.ts";
import { installManifests } from "../install-manifests.ts";

/**
 * Installs kapp-controller on a cluster that has none, and waits until it serves the packages' API.
 * @throws HarnessError what kubectlOk() throws; `tool-failed` where it is not served in time
 */
export async function installKappController(
  /** The file of its rendered manifests, from the catalogue. */
  manifests: string,
  options: KubectlOptions,
): Promise<void> {
  await installManifests("kapp-controller", await readFile(manifests, "utf8"), options);
  const limit = timeoutArg(budgets.controllersReady);
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
