import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../../core/package-root.ts";

/** The jumpbox's manifest as an operator has it (seed 003): for the cluster `tkc-cluster-1`. */
export const jumpboxFile = join(packageRoot, "fixtures/supervisor/jumpbox-ubuntu.yaml");

/** The same, edited for another cluster, and called something else where two stand in one namespace. */
export async function jumpboxManifest(input: {
  readonly cluster: string;
  readonly name: string;
}): Promise<string> {
  const text = await readFile(jumpboxFile, "utf8");
  return text
    .replace(/^( +secretName: ).*$/m, `$1${input.cluster}-ssh`)
    .replace(/^( +name: )jumpbox-ubuntu$/m, `$1${input.name}`);
}
