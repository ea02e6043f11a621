import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Assets, type SourceName, sourceNamed } from "../assets/index.ts";
import { cacheDir } from "../core/cache-dir.ts";
import { labelPairs } from "../core/labels.ts";
import { thisOwner } from "../core/owner.ts";
import type { Progress } from "../core/progress.ts";

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
  readonly source: SourceName;
  readonly runId: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}): Promise<Assets> {
  const folder = cacheFolder();
  await mkdir(folder, { recursive: true });
  return new Assets({
    cacheDir: folder,
    source: sourceNamed(input.source),
    labels: labelPairs({ runId: input.runId, scenarioId: "", owner: thisOwner() }),
    progress: input.progress,
    signal: input.signal,
  });
}
