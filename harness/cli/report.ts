import { cp, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Command } from "commander";
import { HarnessError } from "../core/errors.ts";
import { exec } from "../tools/exec.ts";
import { mergeResults, readResults, writeReport } from "../report/index.ts";
import { reportsFolder } from "./environment.ts";

/** `tkglab report merge|open`. */
export function reportCommand(): Command {
  return new Command("report")
    .description("merge the reports of shards, open one")
    .addCommand(mergeCommand())
    .addCommand(openCommand());
}

function mergeCommand(): Command {
  return new Command("merge")
    .description("make one report of several, such as those of shards")
    .argument("<report...>", "folders with results.json, or the files themselves")
    .requiredOption("--report-dir <dir>", "write the report here")
    .action(async (reports: string[], { reportDir }: { readonly reportDir: string }) => {
      const files = reports.map((path) => (path.endsWith(".json") ? path : join(path, "results.json")));
      const results = await Promise.all(files.map(async (file) => readResults(await read(file))));
      const written = await writeReport({ results: mergeResults(results), dir: reportDir });
      for (const file of files) await copyEvidence(dirname(file), reportDir);
      process.stdout.write(`report: ${written.html}\n`);
    });
}

function openCommand(): Command {
  return new Command("open")
    .description("open a report in the browser")
    .argument("[dir]", "the report's folder", join(reportsFolder(), "latest"))
    .action(async (dir: string) => {
      const page = resolve(dir, "index.html");
      await read(page);
      process.stdout.write(`${page}\n`);
      const opener = process.platform === "darwin" ? "open" : "xdg-open";
      // Where there is no desktop the printed path has to do.
      await exec({ file: opener, args: [page] }).catch((error: unknown) => {
        if (!(error instanceof HarnessError && error.code === "missing-tool")) throw error;
      });
    });
}

async function copyEvidence(from: string, to: string): Promise<void> {
  await cp(join(from, "evidence"), join(to, "evidence"), { recursive: true }).catch((error: unknown) => {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  });
}

async function read(file: string): Promise<string> {
  return readFile(file, "utf8").catch((cause: unknown) => {
    throw new HarnessError({
      code: "usage",
      message: `Reading ${file}: it is not there or cannot be read`,
      hint: "tkglab run writes reports; ls reports",
      cause,
    });
  });
}
