import { access } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { HarnessError, messageOf } from "../core/errors.ts";
import { type RunReport, type Trend, trendOf } from "../report/index.ts";
import { findResults } from "./find-results.ts";
import { readResultsFile } from "./read-report.ts";

/** A trend, and the files that told nothing, a sentence each. */
export interface TrendOfReports {
  readonly trend: Trend;
  readonly leftOut: readonly string[];
}

/**
 * Reads the trend from files and folders. A file that is no results.json of this version is left out, and named.
 * @param page the file that the trend's page goes to: reports are linked from there
 * @throws HarnessError `usage` for a path that is not there, and where no run was found
 */
export async function trendOfReports(
  paths: readonly string[],
  { page, last }: { readonly page: string; readonly last: number },
): Promise<TrendOfReports> {
  const files = await findResults(paths);
  const outcomes = await Promise.allSettled(files.map((file) => readRun(file, dirname(page))));
  const found = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  const leftOut = outcomes.flatMap((outcome) =>
    outcome.status === "rejected" ? [messageOf(outcome.reason)] : [],
  );
  if (found.length === 0) throw noRuns(paths, leftOut);
  return { trend: trendOf(found, last), leftOut };
}

async function readRun(file: string, from: string): Promise<RunReport> {
  const results = await readResultsFile(file);
  const report = join(dirname(file), "index.html");
  const isThere = await access(report).then(
    () => true,
    () => false,
  );
  return { results, ...(isThere ? { href: linkTo(relative(from, report)) } : {}) };
}

/** Begins with a dot: a folder may be called `javascript:`. */
function linkTo(path: string): string {
  return `./${path.split(sep).map(encodeURIComponent).join("/")}`;
}

function noRuns(paths: readonly string[], leftOut: readonly string[]): HarnessError {
  const why = leftOut.length === 0 ? ["no results.json is there"] : leftOut;
  return new HarnessError({
    code: "usage",
    message: `Making the trend of ${paths.join(", ")}: ${why.join("\n")}`,
    hint: "tkglab run writes reports; ls reports",
  });
}
