import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { sampleResults } from "../report/sample-results.ts";
import { concludeRun } from "./conclude-run.ts";

/** What both streams are told from now on. */
function listen() {
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      said[name] += String(text);
      return true;
    });
  }
  return said;
}
afterEach(() => vi.restoreAllMocks());

describe("concludeRun", () => {
  it("writes the report, and prints a summary or results.json", async () => {
    await using folder = await temporaryFolder();
    const said = listen();
    const results = sampleResults();
    const dir = join(folder.path, "run");
    expect(await concludeRun({ results, secrets: [], dir, asJson: true })).toBe(true);
    expect(JSON.parse(said.stdout)).toEqual(results);
    expect(await readFile(join(dir, "results.json"), "utf8")).toBe(said.stdout);
    said.stdout = "";
    expect(await concludeRun({ results, secrets: [], dir, asJson: false })).toBe(true);
    expect(said.stdout).toContain(`report: ${join(dir, "index.html")}\n`);
    expect(said.stderr).toBe("");
  });

  it("looks at the bytes that were written, hides a secret that got as far, and says that it did", async () => {
    await using folder = await temporaryFolder();
    const said = listen();
    const results = sampleResults();
    const secret = "Aa1-toy-password-0123456789";
    results.run.notes.push(`it is ${secret}`);
    expect(await concludeRun({ results, secrets: [secret], dir: folder.path, asJson: false })).toBe(false);
    expect(said.stderr).toMatch(
      /^Looking for secrets in the report: a password of the run in results\.json, line \d+; .* in index\.html, line \d+\. Each is \*\*\* now\n {2}what to do: docs\/decisions\/0047-\S+ says how to find who shows it\n$/,
    );
    for (const file of ["results.json", "junit.xml", "index.html"]) {
      expect(await readFile(join(folder.path, file), "utf8")).not.toContain(secret);
    }
  });

  it("says why the report cannot be written, and prints the summary all the same", async () => {
    const said = listen();
    expect(
      await concludeRun({ results: sampleResults(), secrets: [], dir: "/dev/null/x", asJson: false }),
    ).toBe(false);
    expect(said.stderr).toContain("Writing the report to /dev/null/x: ");
    expect(said.stdout).toContain("1 passed, 1 failed");
  });
});
