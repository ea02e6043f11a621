import { statfs } from "node:fs/promises";
import { HarnessError } from "../core/errors.ts";
import type { AssetsInput } from "./assets-input.ts";

const gibibyte = 1024 ** 3;

/** Bytes below which no build is begun. */
const least = 3 * gibibyte;

/**
 * Makes sure that there is room to build in.
 * @throws HarnessError `no-space` saying how much there is and how much is needed.
 */
export async function checkSpace(
  doing: string,
  { cacheDir, freeSpace = freeSpaceIn }: Pick<AssetsInput, "cacheDir" | "freeSpace">,
): Promise<void> {
  const free = await freeSpace(cacheDir);
  if (free >= least) return;
  throw new HarnessError({
    code: "no-space",
    message: `${doing}: only ${(free / gibibyte).toFixed(1)} GiB are free in ${cacheDir}, ${least / gibibyte} GiB are needed`,
    hint: "tkglab images prune; df -h",
  });
}

async function freeSpaceIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
