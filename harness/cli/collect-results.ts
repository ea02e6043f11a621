import { readFile } from "node:fs/promises";
import type { ScenarioResult } from "../report/index.ts";
import { notYetRun, recordFile } from "../scenario/record.ts";
import type { EngineProblem } from "../scenario/run-files.ts";
import type { Chosen } from "./choose-scenarios.ts";
import { concludeScenario } from "./conclude-scenario.ts";
import { explainScenario } from "./explain-scenario.ts";
import { unreadableResult } from "./unreadable-scenario.ts";

export interface CollectInput {
  readonly chosen: readonly Chosen[];
  readonly recordsDir: string;
  /** Appended to every id where a run repeats its scenarios. */
  readonly idSuffix: string;
  readonly problems: readonly EngineProblem[];
  /** What kept the scenarios from being run at all. */
  readonly failure?: unknown;
  readonly signal: AbortSignal;
  readonly bail: boolean;
}

/** The results of all that were chosen: the records that the workers wrote, and why there is none where there is none. */
export async function collectResults(input: CollectInput): Promise<ScenarioResult[]> {
  const { chosen, recordsDir, idSuffix, problems, failure, signal, bail } = input;
  const stray = problems.find(({ file }) => file === undefined)?.failure;
  return Promise.all(
    chosen.map(async ({ file, scenario, unreadable }) => {
      if (unreadable !== undefined) return unreadableResult(scenario, unreadable, idSuffix);
      const blank = notYetRun(scenario, { idSuffix });
      const concluded = concludeScenario({
        blank,
        record: await readRecord(recordFile(recordsDir, blank.id)),
        problem: problems.find((one) => one.file === file)?.failure,
        stray,
        failure,
        signal,
        bail,
      });
      return explainScenario(concluded);
    }),
  );
}

/** A record is put in its place whole, so that it is there or it is not. */
async function readRecord(file: string): Promise<ScenarioResult | undefined> {
  try {
    // as: written by this run's own worker in this shape; writeReport() checks it again.
    return JSON.parse(await readFile(file, "utf8")) as ScenarioResult;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    // ENOTDIR: the folder was taken away, and then the worker could not write either and has said so.
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
