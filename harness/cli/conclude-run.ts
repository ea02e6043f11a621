import { describeError } from "../core/errors.ts";
import { type Results, type WrittenReport, writeReport } from "../report/index.ts";
import { printSummary } from "./summary.ts";

export interface ConcludeRunInput {
  readonly results: Results;
  /** The report's folder. */
  readonly dir: string;
  /** Whether stdout gets results.json instead of a summary. */
  readonly asJson: boolean;
}

/** Writes the report and prints what came of the run, even where the report cannot be written; says whether it was. */
export async function concludeRun({ results, dir, asJson }: ConcludeRunInput): Promise<boolean> {
  let report: WrittenReport | undefined;
  let problem: unknown;
  try {
    report = await writeReport({ results, dir });
  } catch (error) {
    problem = error;
  }
  if (asJson) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  else printSummary(results, report, process.stdout);
  if (report === undefined) process.stderr.write(`${describeError(problem)}\n`);
  return report !== undefined;
}
