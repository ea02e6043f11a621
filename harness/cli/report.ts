import { join, resolve } from "node:path";
import { Command } from "commander";
import { HarnessError } from "../core/errors.ts";
import { exec } from "../tools/exec.ts";
import { reportsFolder } from "./environment.ts";
import { mergeReports } from "./merge-reports.ts";
import { readReportFile } from "./read-report.ts";
import { trendCommand } from "./report-trend.ts";

/** `tkglab report merge|trend|open`. */
export function reportCommand(): Command {
  return new Command("report")
    .description("merge the reports of shards, compare those of several runs, open one")
    .addCommand(mergeCommand())
    .addCommand(trendCommand())
    .addCommand(openCommand());
}

function mergeCommand(): Command {
  return new Command("merge")
    .description(
      "make one report of several, such as those of shards; the exit code is that of their verdicts",
    )
    .argument("<report...>", "folders with results.json, or the files themselves")
    .requiredOption("--report-dir <dir>", "write the report here")
    .action(async (paths: string[], { reportDir }: { readonly reportDir: string }) => {
      const { report, exitCode, lost } = await mergeReports(paths, reportDir);
      for (const what of lost) process.stderr.write(`${what}: left out, so that the merged run is broken\n`);
      process.stdout.write(`report: ${report.html}\n`);
      process.exitCode = exitCode;
    });
}

function openCommand(): Command {
  return new Command("open")
    .description("open a report in the browser")
    .argument("[dir]", "the report's folder", join(reportsFolder(), "latest"))
    .action(async (dir: string) => {
      const page = resolve(dir, "index.html");
      await readReportFile(page);
      process.stdout.write(`${page}\n`);
      const opener = process.platform === "darwin" ? "open" : "xdg-open";
      // Where there is no desktop the printed path has to do.
      await exec({ file: opener, args: [page] }).catch((error: unknown) => {
        if (!(error instanceof HarnessError && error.code === "missing-tool")) throw error;
      });
    });
}
