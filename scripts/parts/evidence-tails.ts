import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { ScenarioResult } from "../../harness/report/index.ts";
import { project } from "./in-project.ts";

const lines = 6;
const columns = 240;

/** The last lines of every piece of evidence of a scenario; its own words where one cannot be read. */
export async function readTails(runId: string, { evidence }: ScenarioResult): Promise<string> {
  // As `tkglab run` chooses it.
  const { ARTIFACTS = "" } = process.env;
  const report = resolve(project, ARTIFACTS === "" ? "reports" : ARTIFACTS, runId);
  const tails = evidence.map(async ({ name, path }) => {
    const text = await readFile(join(report, path), "utf8").catch((error: unknown) => String(error));
    return `-- ${name}\n${tailOf(text)}`;
  });
  return (await Promise.all(tails)).join("");
}

/** The last lines of a text, each cut to what a log can bear. */
export function tailOf(text: string): string {
  const last = text.trimEnd().split("\n").slice(-lines);
  return last.map((line) => `${line.slice(0, columns)}\n`).join("");
}
