import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { dependencyRoot, packageRoot } from "../../core/package-root.ts";
import { programFiles, programStart } from "../program-files.ts";
import type { ContextEntry } from "../recipe.ts";
import { isBuilt } from "../sources.ts";
import { stripTypes } from "./strip-types.ts";

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
    else if (entry.from === "program") await placeProgram(entry.program, to);
    else await copyInto(pathOf(entry, assetFolder), to);
  }
}

/** The program with what it imports, and the file that starts it. */
async function placeProgram(program: string, to: string): Promise<void> {
  const { own, packages } = programFiles(program);
  for (const [name, path] of own) await placeOwn(name, path, join(to, "harness"));
  for (const [place, folder] of packages) {
    const runs = (path: string) => isRun(path.slice(folder.length));
    await cp(folder, join(to, "node_modules", place), { recursive: true, filter: runs });
  }
  await writeFile(join(to, "package.json"), `${JSON.stringify({ private: true, type: "module" })}\n`);
  await writeFile(join(to, "main.js"), programStart(program));
}

/** A file of ours; where this harness runs as TypeScript, without its types. */
async function placeOwn(name: string, path: string, folder: string): Promise<void> {
  if (!name.endsWith(".ts")) return copyInto(path, join(folder, name));
  const stripped = stripTypes(name, await readFile(path, "utf8"));
  const to = join(folder, stripped.name);
  await mkdir(dirname(to), { recursive: true });
  await writeFile(to, stripped.text);
}

/** Whether a file of an npm package is needed by what runs; what lies in a folder of packages has its own place. */
function isRun(path: string): boolean {
  return !/(?:\.d\.[cm]?ts|\.map|\.md)$|\/node_modules(?:\/|$)/.test(path);
}

function pathOf(
  entry: Exclude<ContextEntry, { from: "text" | "program" }>,
  assetFolder: (id: string) => string,
): string {
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
