import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { HarnessError } from "../core/errors.ts";

/** What a report's folder has beside results.json, and it may be large. */
const evidence = "evidence";

/**
 * The files that are named, and every results.json in the folders that are named and in those below them. Links within
 * a folder, such as `latest`, are not followed.
 * @throws HarnessError `usage` for a path that is not there
 */
export async function findResults(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map(async (path) => ((await isFolder(path)) ? resultsBelow(path) : [path])),
  );
  return [...new Set(found.flat())];
}

async function resultsBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const own = entries.some((entry) => entry.name === "results.json" && !entry.isDirectory());
  const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== evidence);
  const below = await Promise.all(folders.map(({ name }) => resultsBelow(join(folder, name))));
  return [...(own ? [join(folder, "results.json")] : []), ...below.flat().toSorted()];
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (cause) {
    throw new HarnessError({
      code: "usage",
      message: `Looking for reports: ${path} is not there or cannot be read`,
      hint: "tkglab run writes reports; ls reports",
      cause,
    });
  }
}
