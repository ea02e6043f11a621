import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { HarnessError } from "./errors.ts";

/** The folder of this package: where fixtures/ and scenarios/ are, in a checkout as in an installation. */
export const packageRoot = findUp("package.json", import.meta.dirname);

/** The folder of our own code, in the form in which it runs: TypeScript in a checkout, JavaScript in an installation. */
export const harnessRoot = dirname(import.meta.dirname);

/** The folder of a package that we depend on, wherever npm has put it. */
export function dependencyRoot(name: string): string {
  return join(findUp(join("node_modules", name), packageRoot), "node_modules", name);
}

function findUp(entry: string, start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, entry))) return folder;
    if (folder === dirname(folder)) {
      throw new HarnessError({
        code: "internal",
        message: `Looking for ${entry} above ${start}: it is not there`,
        hint: "npm ci",
      });
    }
  }
}
