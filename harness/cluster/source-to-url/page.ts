import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../../core/package-root.ts";
import type { KubectlOptions } from "../../tools/kubectl/kubectl.ts";
import { applyObjects, deploymentsReady } from "./apply.ts";
import { namespaces } from "./names.ts";

/** Installs the page that shows what becomes of Workloads, and waits until it serves. */
export async function installPage(kubectl: KubectlOptions): Promise<void> {
  const manifests = join(packageRoot, "fixtures/manifests/page/page.yaml");
  await applyObjects("the page", await readFile(manifests, "utf8"), kubectl);
  await deploymentsReady(namespaces.page, kubectl);
}
