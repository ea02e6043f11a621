import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../core/package-root.ts";
import { packageVersion } from "./package-version.ts";

/**
 * This package's version, in a checkout with its commit: `0.1.0+f28e9faff53e`. Reports can then tell a scenario that was
 * repaired from one that is flaky. What is not committed does not show.
 */
export async function sourceVersion(): Promise<string> {
  const [version, commit] = await Promise.all([packageVersion(), commitOf(packageRoot)]);
  return commit === undefined ? version : `${version}+${commit}`;
}

/** The commit that is checked out in a folder, 12 digits of it; undefined where that is no checkout with a `.git` folder. */
export async function commitOf(folder: string): Promise<string | undefined> {
  const git = (path: string) => readFile(join(folder, ".git", path), "utf8").catch(absent);
  const head = (await git("HEAD"))?.trim();
  const branch = /^ref: (refs\/[\w./-]+)$/.exec(head ?? "")?.[1];
  if (branch === undefined) return short(head);
  const own = await git(branch);
  if (own !== undefined) return short(own.trim());
  // https://git-scm.com/docs/gitrepository-layout: refs that git has tidied away
  const packed = (await git("packed-refs"))?.split("\n") ?? [];
  return short(packed.find((line) => line.endsWith(` ${branch}`))?.split(" ")[0]);
}

function short(commit: string | undefined): string | undefined {
  return commit !== undefined && /^[0-9a-f]{40,64}$/.test(commit) ? commit.slice(0, 12) : undefined;
}

/** Nothing is there: an installed package, or a worktree, whose `.git` is a file. */
function absent(error: unknown): undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return undefined;
  throw error;
}
