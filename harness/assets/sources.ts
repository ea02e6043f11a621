import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { dependencyRoot, packageRoot } from "../core/package-root.ts";
import { programFiles } from "./program-files.ts";
import type { ContextEntry, Recipe } from "./recipe.ts";

/** Whether a file is part of what is built: tests beside it are not. */
export function isBuilt(path: string): boolean {
  return !/(\.test\.ts|_test\.go)$/.test(path);
}

/** The folders and files that a recipe reads, as absolute paths by the name they have in its key. */
export function sourcesOf(recipe: Recipe): ReadonlyMap<string, string> {
  switch (recipe.type) {
    case "go":
    case "module-files":
      return inPackage([`fixtures/modules/${recipe.module}`]);
    case "manifests":
      return inPackage([`fixtures/modules/${recipe.module}`, `fixtures/manifests/${recipe.overlays}`]);
    case "node-runtime":
      return inPackage(["fixtures/node-runtime"]);
    case "rootfs":
    case "preloaded-image":
      return new Map();
    case "carvel-bundle":
      return inPackage([`fixtures/bundles/${recipe.folder}`]);
    case "image":
      return new Map([...inPackage([`fixtures/images/${recipe.dockerfile}`]), ...read(recipe.context)]);
    case "buildpack-image":
      return read(recipe.content);
  }
}

/** A digest of a file, or of every file below a folder with its path and whether it is executable. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for (const file of await filesBelow(path)) {
    const { mode } = await stat(file.path);
    hash.update(`${file.name}\0${(mode & 0o111) === 0 ? "" : "x"}\0`);
    hash.update(await readFile(file.path));
  }
  return hash.digest("hex");
}

/** The SHA-256 of one file, however large, in hex. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** Every file below a folder, or the file itself, in a stable order. */
export async function filesBelow(path: string): Promise<{ readonly name: string; readonly path: string }[]> {
  if ((await stat(path)).isFile()) return [{ name: "", path }];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && isBuilt(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ name: file.slice(path.length + 1), path: file }));
}

function read(entries: readonly ContextEntry[]): Map<string, string> {
  const own = entries.flatMap((entry) => (entry.from === "package" ? [entry.path] : []));
  const dependencies = entries.flatMap((entry) => (entry.from === "dependency" ? [entry.name] : []));
  const programs = entries.flatMap((entry) => (entry.from === "program" ? [entry.program] : []));
  return new Map([
    ...inPackage(own),
    ...programs.flatMap(inProgram),
    ...dependencies.map((name) => [`npm:${name}`, dependencyRoot(name)] as const),
  ]);
}

/** Of its packages only what they are: npm gives the same files for the same version, and there are thousands. */
function inProgram(program: string): (readonly [string, string])[] {
  const { own, packages } = programFiles(program);
  return [
    ...[...own].map(([name, path]) => [`harness/${name}`, path] as const),
    ...[...packages].map(([place, folder]) => [`npm:${place}`, join(folder, "package.json")] as const),
  ];
}

function inPackage(paths: readonly string[]): Map<string, string> {
  return new Map(paths.map((path) => [path, join(packageRoot, path)]));
}
