import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { budgets } from "../../core/budgets.ts";
import { packageRoot } from "../../core/package-root.ts";
import { kubectlOk, type KubectlOptions, timeoutArg } from "../../tools/kubectl/kubectl.ts";
import { applyObjects } from "./apply.ts";

/** What stands in the templates for the registry's project. */
const placeholder = "registry.example";

/**
 * Defines the templates and the supply chain (seed 002), and what Cartographer may do for it.
 * @throws HarnessError what applyObjects() and kubectlOk() throw
 */
export async function applySupplyChain(
  /** `<registry host>/demo` */
  registry: string,
  options: KubectlOptions,
): Promise<void> {
  await applyObjects("what the supply chain may do", await manifest("rbac"), options);
  await applyObjects(
    "the templates",
    (await manifest("templates")).replaceAll(placeholder, registry),
    options,
  );
  await applyObjects("the supply chain", await manifest("supply-chain"), options);
  await kubectlOk(
    "Waiting for the supply chain",
    [
      ...["wait", "clustersupplychain/supply-chain", "--for=condition=Ready"],
      timeoutArg(budgets.controllersReady),
    ],
    options,
  );
}

function manifest(name: string): Promise<string> {
  return readFile(join(packageRoot, `fixtures/manifests/source-to-url/${name}.yaml`), "utf8");
}
