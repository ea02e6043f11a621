import { readFile } from "node:fs/promises";
import { HarnessError } from "../core/errors.ts";
import { readResults, type Results } from "../report/index.ts";

/**
 * Reads a file of a report.
 * @throws HarnessError `usage` where there is none.
 */
export async function readReportFile(file: string): Promise<string> {
  return readFile(file, "utf8").catch((cause: unknown) => {
    throw new HarnessError({
      code: "usage",
      message: `Reading ${file}: it is not there or cannot be read`,
      hint: "tkglab run writes reports; ls reports",
      cause,
    });
  });
}

/**
 * Reads a results.json.
 * @throws HarnessError `usage` where there is none, `bad-input` for another version and for what is no results.json;
 * both name the file.
 */
export async function readResultsFile(file: string): Promise<Results> {
  return readResults(await readReportFile(file), file);
}
