import { mkdir, writeFile } from "node:fs/promises";
import { dirname, extname, join, resolve } from "node:path";
import { Command } from "commander";
import { HarnessError, messageOf } from "../core/errors.ts";
import { exitCodeOfTrend, toTrendHtml, trendText } from "../report/index.ts";
import { reportsFolder } from "./environment.ts";
import { parseCount } from "./run-options.ts";
import { trendOfReports } from "./trend-of-reports.ts";

interface TrendOptions {
  readonly out?: string;
  readonly last: number;
  readonly json: boolean;
}

/** A month of nights. */
const usualRuns = 30;

/** `tkglab report trend [path...]`. */
export function trendCommand(): Command {
  return new Command("trend")
    .description("make one page of the last runs: what is flaky, failing, slower")
    .argument("[path...]", "folders that are searched for results.json, or the files themselves")
    .option("--out <path>", "write the page here: an .html file, or trend.html in a folder")
    .option("--last <n>", "only the newest n runs", parseCount, usualRuns)
    .option("--json", "print the trend as JSON, and nothing else, to stdout", false)
    .action(async (given: string[], { out, last, json }: TrendOptions) => {
      const paths = given.length === 0 ? [reportsFolder()] : given;
      const page = pageAt(out ?? reportsFolder());
      const { trend, leftOut } = await trendOfReports(paths, { page, last });
      await write(page, toTrendHtml(trend, leftOut));
      for (const what of leftOut) process.stderr.write(`${what}: left out\n`);
      process.stdout.write(
        json ? `${JSON.stringify(trend, null, 2)}\n` : `${trendText(trend)}\ntrend: ${page}\n`,
      );
      process.exitCode = exitCodeOfTrend(trend);
    });
}

function pageAt(out: string): string {
  return resolve(extname(out) === ".html" ? out : join(out, "trend.html"));
}

async function write(page: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(page), { recursive: true });
    await writeFile(page, text);
  } catch (cause) {
    throw new HarnessError({
      code: "bad-input",
      message: `Writing the trend to ${page}: ${messageOf(cause)}`,
      hint: "--out chooses where it goes",
      cause,
    });
  }
}
