import { cp, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { dependencyRoot, packageRoot } from "../../core/package-root.ts";
import type { ContextEntry } from "../recipe.ts";
import { isBuilt } from "../sources.ts";

/** Puts a build context together: the Dockerfile's folder first, then every entry over it. */
export async function assembleContext(
  target: string,
  dockerfile: string,
  entries: readonly ContextEntry[],
  assetFolder: (id: string) => string,
): Promise<void> {
  await copyInto(join(packageRoot, "fixtures/images", dockerfile), target);
  await placeEntries(target, entries, assetFolder);
}

/** Puts every entry where it belongs below a folder. */
export async function placeEntries(
  target: string,
  entries: readonly ContextEntry[],
  assetFolder: (id: string) => string,
): Promise<void> {
  for (const entry of entries) {
    const to = join(target, entry.to);
    await mkdir(dirname(to), { recursive: true });
    if (entry.from === "text") await writeFile(to, entry.text);
    else await copyInto(pathOf(entry, assetFolder), to);
  }
}

function pathOf(entry: Exclude<ContextEntry, { from: "text" }>, assetFolder: (id: string) => string): string {
  switch (entry.from) {
    case "package":
      return join(packageRoot, entry.path);
    case "dependency":
      return dependencyRoot(entry.name);
    case "asset":
      return join(assetFolder(entry.asset), entry.path);
  }
}

async function copyInto(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, filter: (path) => isBuilt(path) && !path.endsWith("/record.json") });
}
