import { dirname, join, resolve } from "node:path";
import { HarnessError, messageOf } from "../core/errors.ts";
import {
  exitCodeOfVerdicts,
  gatherEvidence,
  mergeResults,
  type Results,
  type WrittenReport,
  writeReport,
} from "../report/index.ts";
import { readResultsFile } from "./read-report.ts";

/** What came of merging. */
export interface MergedReports {
  readonly report: WrittenReport;
  readonly exitCode: 0 | 1 | 2;
  /** What could not be taken, a sentence each; then the exit code is 2. */
  readonly lost: readonly string[];
}

interface ReportFile {
  readonly file: string;
  readonly results: Results;
}

/**
 * Makes one report of several, evidence included. One that is not there or cannot be read is left out, and makes the
 * merged run broken.
 * @param paths folders with results.json, or the files themselves
 * @throws HarnessError `usage` where none can be read, for a scenario that two of them ran, and for a folder to write to
 * that holds one of them; then nothing is written.
 */
export async function mergeReports(paths: readonly string[], dir: string): Promise<MergedReports> {
  const files = paths.map((path) => (path.endsWith(".json") ? path : join(path, "results.json")));
  const own = files.find((file) => resolve(dirname(file)) === resolve(dir));
  if (own !== undefined) throw wouldOverwrite(own);
  const { read, lost } = await readAll(files);
  const merged = mergeResults(
    read.map(({ results }) => results),
    lost,
  );
  const kept = new Set(merged.scenarios);
  const absent = await gatherEvidence(
    read.map(({ file, results }) => ({
      dir: dirname(file),
      scenarios: results.scenarios.filter((scenario) => kept.has(scenario)),
    })),
    dir,
  );
  const results = withNotes(merged, evidenceNotes(absent));
  const report = await writeReport({ results, dir });
  return { report, exitCode: exitCodeOfVerdicts(results), lost };
}

async function readAll(files: readonly string[]) {
  const outcomes = await Promise.allSettled(
    files.map(async (file): Promise<ReportFile> => ({ file, results: await readResultsFile(file) })),
  );
  const read = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  const failures: unknown[] = outcomes
    .filter((outcome) => outcome.status === "rejected")
    .map(({ reason }): unknown => reason);
  // One alone says best what is wrong with all of them.
  if (read.length === 0 && failures.length > 0) throw failures[0];
  return { read, lost: failures.map(messageOf) };
}

function evidenceNotes(absent: readonly string[]): string[] {
  if (absent.length === 0) return [];
  return [`evidence that was not beside its report: ${absent.length}, such as ${absent[0] ?? ""}`];
}

function withNotes(results: Results, notes: readonly string[]): Results {
  return { ...results, run: { ...results.run, notes: [...results.run.notes, ...notes] } };
}

function wouldOverwrite(file: string): HarnessError {
  return new HarnessError({
    code: "usage",
    message: `Merging reports: ${file} would be overwritten by the merged one`,
    hint: "give --report-dir a folder of its own",
  });
}
