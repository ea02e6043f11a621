import { constants } from "node:fs";
import { copyFile, lstat, mkdir, realpath } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import type { ScenarioResult } from "./scenario-result.ts";

/** Scenarios, and the folder of the report that their evidence lies in. */
export interface EvidenceSource {
  readonly dir: string;
  readonly scenarios: readonly ScenarioResult[];
}

/** Files at a time: more does not make a disk faster. */
const lanes = 16;

/**
 * Copies the evidence that scenarios name into the folder of another report, under the same paths.
 * @returns the paths, as they are in the results, of files that are not there, or not in the folder: a link in a report
 * that somebody else has made may lead anywhere
 */
export async function gatherEvidence(sources: readonly EvidenceSource[], to: string): Promise<string[]> {
  const all = await Promise.all(sources.filter(({ dir }) => resolve(dir) !== resolve(to)).map(filesOf));
  const files = all.flat();
  for (const folder of new Set(files.map(({ path }) => dirname(join(to, path)))))
    await mkdir(folder, { recursive: true });
  const absent: string[] = [];
  const waiting = files.values();
  const work = async () => {
    for (const { path, from, report } of waiting) {
      if (from === undefined || !(await copied(from, join(to, path), report))) absent.push(path);
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return absent.toSorted();
}

/** The evidence of a report, and where it really lies; undefined where its folder is not below that of the report. */
async function filesOf({ dir, scenarios }: EvidenceSource) {
  const paths = scenarios.flatMap(({ evidence }) => evidence.map(({ path }) => path));
  const report = await realpath(dir);
  // Folders are few and files are many: looking at each file's whole way takes longer than copying it.
  const folders = new Map(
    await Promise.all(
      [...new Set(paths.map((path) => dirname(path)))].map(
        async (folder) => [folder, await realpath(join(dir, folder)).catch(absentFolder)] as const,
      ),
    ),
  );
  return paths.map((path) => {
    const folder = folders.get(dirname(path));
    const isBelow = folder !== undefined && isInside(report, folder);
    return { path, report, from: isBelow ? join(folder, basename(path)) : undefined };
  });
}

/** Whether a file was there to be copied. File systems that can share its blocks do, which costs nothing. */
async function copied(from: string, to: string, report: string): Promise<boolean> {
  try {
    const entry = await lstat(from);
    if (entry.isSymbolicLink()) {
      const target = await realpath(from);
      return isInside(report, target) && (await copied(target, to, report));
    }
    if (!entry.isFile()) return false;
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    return true;
  } catch (error) {
    if (isAbsence(error)) return false;
    throw error;
  }
}

/** Whether a real path is a folder, or below it. */
function isInside(folder: string, path: string): boolean {
  return `${path}${sep}`.startsWith(`${folder}${sep}`);
}

function absentFolder(error: unknown): undefined {
  if (!isAbsence(error)) throw error;
}

function isAbsence(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
