import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { HarnessError } from "../../core/errors.ts";

/**
 * Remembers the digest that a reference had when it was first seen, in `<cache>/digests/<reference>`, which outlives what
 * was pulled. Whoever calls holds the asset's lock.
 * @throws HarnessError `unverified` with both digests when it has another one now
 */
export async function checkSeen(cacheDir: string, image: string, digest: string): Promise<void> {
  const path = join(cacheDir, "digests", image);
  const seen = await readFile(path, "utf8").catch(absent);
  if (seen === undefined) {
    await mkdir(dirname(path), { recursive: true });
    const part = `${path}.${process.pid}`;
    await writeFile(part, `${digest}\n`);
    await rename(part, path);
    return;
  }
  if (seen.trim() === digest) return;
  throw new HarnessError({
    code: "unverified",
    message: `Checking ${image}: its digest is ${digest}, first seen was ${seen.trim()}`,
    hint: `ask who publishes it; if the new one is right: rm ${path}`,
  });
}

function absent(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
}
