import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Assets, parsePlace, type PullFrom, readImageLock, sourceNamed } from "../assets/index.ts";
import { cacheDir } from "../core/cache-dir.ts";
import { HarnessError } from "../core/errors.ts";
import { labelPairs } from "../core/labels.ts";
import { thisOwner } from "../core/owner.ts";
import type { Progress } from "../core/progress.ts";
import type { SourceOptions } from "./source-options.ts";

/** The one place where the command line reads the environment. */
export function cacheFolder(): string {
  return cacheDir(process.env);
}

/** The folder with a subfolder of secrets for every run: `<run id>@<owner>`. */
export function runsFolder(): string {
  return join(cacheFolder(), "runs");
}

/** The folder that reports go to: `$ARTIFACTS` as CI systems set it, else `reports` here. */
export function reportsFolder(): string {
  const { ARTIFACTS } = process.env;
  return ARTIFACTS !== undefined && ARTIFACTS !== "" ? ARTIFACTS : "reports";
}

/** The catalogue, ready to build for a run (or for a command that has none of its own). */
export async function openAssets(input: {
  readonly choice: SourceOptions;
  readonly runId: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}): Promise<Assets> {
  const folder = cacheFolder();
  await mkdir(folder, { recursive: true });
  return new Assets({
    cacheDir: folder,
    source: sourceNamed(input.choice.source, await pullFrom(input.choice)),
    labels: labelPairs({ runId: input.runId, scenarioId: "", owner: thisOwner() }),
    progress: input.progress,
    signal: input.signal,
  });
}

/** Where to pull from, by option or environment; undefined where nobody has said. */
async function pullFrom({ source, ...options }: SourceOptions): Promise<PullFrom | undefined> {
  if (source === "build") return undefined;
  const { TKGLAB_PULL_FROM, TKGLAB_PULL_LOCK } = process.env;
  const place = options.pullFrom ?? (TKGLAB_PULL_FROM === "" ? undefined : TKGLAB_PULL_FROM);
  const file = options.pullLock ?? (TKGLAB_PULL_LOCK === "" ? undefined : TKGLAB_PULL_LOCK);
  if (place !== undefined) {
    return { place: parsePlace(place), lock: file === undefined ? undefined : await readImageLock(file) };
  }
  if (file === undefined) return undefined;
  throw new HarnessError({
    code: "usage",
    message: `Reading where to pull from: there is a lock, ${file}, and no registry`,
    hint: "--pull-from registry/prefix, or TKGLAB_PULL_FROM",
  });
}
