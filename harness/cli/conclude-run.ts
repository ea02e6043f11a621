import { describeError, HarnessError } from "../core/errors.ts";
import { type Results, type WrittenReport, writeReport } from "../report/index.ts";
import { SecretWatch } from "../scenario/secrets/secret-watch.ts";
import { printSummary } from "./summary.ts";

export interface ConcludeRunInput {
  readonly results: Results;
  /** What none of the files may hold. */
  readonly secrets: readonly string[];
  /** The report's folder. */
  readonly dir: string;
  /** Whether stdout gets results.json instead of a summary. */
  readonly asJson: boolean;
}

/**
 * Writes the report and prints what came of the run, even where the report cannot be written; says whether it was, as
 * it should be.
 */
export async function concludeRun({ results, secrets, dir, asJson }: ConcludeRunInput): Promise<boolean> {
  let report: WrittenReport | undefined;
  let problem: unknown;
  try {
    report = await writeReport({ results, dir });
    await searchFiles(report, dir, secrets);
  } catch (error) {
    problem = error;
  }
  if (asJson) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  else printSummary(results, report, process.stdout);
  if (problem !== undefined) process.stderr.write(`${describeError(problem)}\n`);
  return problem === undefined;
}

/** The last look, at the bytes as they lie there. @throws HarnessError `secret` for a file that had to be changed */
async function searchFiles(report: WrittenReport, dir: string, secrets: readonly string[]): Promise<void> {
  const watch = new SecretWatch(secrets);
  await watch.files([report.results, report.junit, report.html], dir);
  if (watch.failure !== undefined) throw new HarnessError(watch.failure);
}
