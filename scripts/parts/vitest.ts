import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { project, show } from "./in-project.ts";
import { type Count, orBroken } from "./part.ts";

/** Runs one project of vitest.config.ts and counts its tests. */
export async function vitest(name: string, env: Readonly<Record<string, string>> = {}): Promise<Count> {
  const folder = await mkdtemp(join(tmpdir(), "tkglab-vitest-"));
  try {
    const report = join(folder, "report.json");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const program = join(project, "node_modules/vitest/vitest.mjs");
    const exitCode = await show([process.execPath, program, "run", "--project", name, ...reporters], env);
    return orBroken(countVitest(await readFile(report, "utf8")), exitCode);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Counts what vitest's JSON reporter wrote; a file that did not load has no tests and counts as one failure. */
export function countVitest(report: string): Count {
  // as: the shape of vitest's JSON reporter, which is Jest's: https://vitest.dev/guide/reporters.html#json-reporter
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(report) as {
    readonly numPassedTests: number;
    readonly numFailedTests: number;
    readonly testResults: readonly {
      readonly status: string;
      readonly assertionResults: readonly { readonly status: string }[];
    }[];
  };
  const unloaded = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((result) => result.status === "failed"),
  );
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length };
}
