import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../core/package-root.ts";

/** This package's version. */
export async function packageVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(packageRoot, "package.json"), "utf8"));
  return typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "unknown";
}
