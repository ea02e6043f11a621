import { XMLParser } from "fast-xml-parser";
import { readdir, readFile, readlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readResults } from "../report/index.ts";
import { CliSandbox, toyScenarios } from "./cli-process.ts";

let sandbox: CliSandbox;
beforeEach(async () => {
  sandbox = await CliSandbox.make();
});
afterEach(async () => {
  expect(await sandbox.runFolders()).toEqual([]);
  await sandbox[Symbol.asyncDispose]();
});

/** The test cases of junit.xml by their names: what is in each beside its properties. */
async function junitCases(): Promise<Record<string, unknown>> {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "",
    isArray: (name) => name === "testcase",
  });
  // as: junit.xml as harness/report writes it
  const { testsuites } = parser.parse(await sandbox.report("junit.xml")) as {
    readonly testsuites: { readonly testsuite: { readonly testcase: readonly Record<string, unknown>[] } };
  };
  return Object.fromEntries(
    testsuites.testsuite.testcase.map(({ name, failure, error, skipped }) => [
      String(name),
      Object.fromEntries(
        Object.entries({ failure, error, skipped }).filter(([, value]) => value !== undefined),
      ),
    ]),
  );
}

describe("tkglab run", () => {
  it("ends with 0 when everything has passed, and shows red and green", async () => {
    const { code, stdout, stderr } = await sandbox.runToys(["verdicts/passing"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^\npassed {3}verdicts\/passing \d+\.\d s\n\n1 passed, 0 failed in \d+\.\d s\nreport: .*\/index\.html\n$/,
    );
    expect(stderr).toContain("✓ verdicts/passing · red: pulling fails (");
    const { run, scenarios } = await sandbox.results();
    expect(run.verdict).toBe("passed");
    expect(scenarios).toMatchObject([
      {
        id: "verdicts/passing",
        verdict: "passed",
        cleanup: { verdict: "clean", left: [] },
        proofs: [
          { color: "red", text: "x509: certificate signed by unknown authority" },
          { color: "green", text: "Hello, toy!", matched: "Hello" },
        ],
      },
    ]);
    expect(await junitCases()).toEqual({ passing: {} });
  });

  it("ends with 1 when a check did not hold, says which, and runs no step after it", async () => {
    const { code, stdout } = await sandbox.runToys([
      ...["verdicts/green-fails", "verdicts/red-succeeds", "verdicts/red-says", "verdicts/check-fails"],
    ]);
    expect(code).toBe(1);
    for (const text of [
      "pull toy: it should succeed, yet it failed: x509: certificate signed by unknown authority\n",
      "pull toy: it should fail with /x509/, yet it succeeded: Hello, toy!\n",
      "pull toy: its text should match /no such host/; actual: x509: certificate signed by unknown authority\n",
      "the sum should be 5\n",
    ]) {
      expect(stdout).toContain(`         ${text}`);
    }
    expect(stdout).toMatch(/\n0 passed, 4 failed in/);
    const [, greenFails] = (await sandbox.results()).scenarios;
    expect(greenFails?.steps.map(({ verdict }) => verdict)).toEqual(["passed", "failed", "not-run"]);
    const cases = await junitCases();
    expect(Object.keys(cases)).toEqual(["check-fails", "green-fails", "red-says-otherwise", "red-succeeds"]);
    for (const found of Object.values(cases))
      expect(found).toEqual({ failure: expect.anything() as unknown });
  });

  it("ends with 2 when the harness broke, also where a file cannot be read", async () => {
    const { code, stdout } = await sandbox.runToys(["broken/no-", "broken/type-error", "broken/throws"]);
    expect(code).toBe(2);
    expect(stdout).toContain(
      "         Starting a cluster: the Docker daemon does not answer\n         what to do: tkglab doctor\n",
    );
    expect(stdout).toContain("         Cannot read properties of undefined (reading 'host')\n");
    const { scenarios } = await sandbox.results();
    expect(scenarios.map(({ id, verdict }) => [id, verdict])).toEqual([
      ["broken/no-docker", "broken"],
      ["broken/no-scenario", "broken"],
      ["broken/throws-at-import", "broken"],
      ["broken/type-error", "broken"],
    ]);
    const file = (name: string) => join(toyScenarios, "broken", `${name}.scenario.ts`);
    expect(scenarios.map(({ error }) => error?.message)).toEqual([
      undefined,
      `Reading ${file("no-scenario")}: its default export is no scenario()`,
      `Reading ${file("throws-at-import")}: it throws when it is imported: this file cannot be imported`,
      undefined,
    ]);
    const cases = await junitCases();
    expect(Object.values(cases)).toHaveLength(4);
    for (const found of Object.values(cases)) expect(found).toEqual({ error: expect.anything() as unknown });
  });

  it("ends with 2 when the record of a scenario is lost, and says why", async () => {
    const { code } = await sandbox.runToys(["lost/record"]);
    expect(code).toBe(2);
    const { scenarios } = await sandbox.results();
    expect(scenarios).toMatchObject([{ verdict: "broken" }]);
    expect(scenarios[0]?.error?.message).toMatch(/^EEXIST: file already exists, mkdir '.*\/records'/);
  });

  it("ends with 2 when a step takes longer than it may, naming both", async () => {
    const { code, stdout } = await sandbox.runToys(["slow/listens", "--step-limit", "8"]);
    expect(code).toBe(2);
    expect(stdout).toContain(
      `         Carrying out "it waits": not done within 8 s (budget scenarioStep)\n         what to do: tkglab run --step-limit 16 gives every step twice the time\n`,
    );
    expect((await sandbox.results()).scenarios).toMatchObject([
      { verdict: "broken", cleanup: { verdict: "clean", left: [] } },
    ]);
  });
});

describe("tkglab run, asked for what there is not", () => {
  it.each([
    [
      ["green-fals"],
      'Selecting scenarios: no id matches "green-fals"; the nearest is "verdicts/green-fails"\n  what to do: tkglab list\n',
    ],
    [
      ["--tag", "god"],
      'Selecting scenarios: no scenario has the tag "god"; the nearest is "good"\n  what to do: tkglab list\n',
    ],
    [
      ["bail/", "--tag", "good"],
      'Selecting scenarios: none of those that match "bail/" has the tag "good"\n  what to do: tkglab list\n',
    ],
    [
      ["--shard", "3/2"],
      "error: option '--shard <i/n>' argument '3/2' is invalid. It takes i/n with i from 1 to n, such as 1/3.\n",
    ],
    [
      ["--repeat", "0"],
      "error: option '--repeat <n>' argument '0' is invalid. It takes a whole number from 1.\n",
    ],
    [
      ["--step-limit", "soon"],
      "error: option '--step-limit <seconds>' argument 'soon' is invalid. It takes seconds, such as 900.\n",
    ],
    [
      ["--keep", "bail/"],
      "error: option '--keep [when]' argument 'bail/' is invalid. It takes never, on-failure, always or nothing; patterns go before it: tkglab run bail/ --keep\n",
    ],
    [["--fast"], "error: unknown option '--fast'\n"],
  ])("run %j: 3", async (args, said) => {
    const { code, stdout, stderr } = await sandbox.runToys(args);
    expect(stderr).toContain(said);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    // A mistake of the caller's leaves no report.
    expect(await readdir(sandbox.dir)).toEqual([]);
  });

  it("a folder without scenarios: 3", async () => {
    const { code, stderr } = await sandbox.run(["run", "--scenarios", sandbox.dir]);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: `Reading scenarios: there is no *.scenario.ts below ${sandbox.dir}\n  what to do: ls ${sandbox.dir}\n`,
    });
  });

  it("an unknown command: 3", async () => {
    const { code, stderr } = await sandbox.run(["rum"]);
    expect(stderr).toContain("error: unknown command 'rum'\n(Did you mean run?)\n");
    expect(code).toBe(3);
  });
});

describe("where the results go", () => {
  it("prints results.json and nothing else to stdout with --json; what scenarios print goes to stderr", async () => {
    const { code, stdout, stderr } = await sandbox.runToys(["verdicts/also-passing", "--json"]);
    expect(code).toBe(0);
    expect(readResults(stdout)).toEqual(await sandbox.results());
    expect(stderr).toContain("a word from its own code\n");
    expect(stderr).toContain("and one past the console\n");
    expect(stderr).toContain("✓ verdicts/also-passing · green: pulling succeeds (");
  });

  it("writes into $ARTIFACTS/<run id> and points latest there", async () => {
    await sandbox.runToys(["verdicts/also"]);
    const { run } = await sandbox.results();
    expect(await readlink(join(sandbox.reports, "latest"))).toBe(run.id);
    expect((await readdir(join(sandbox.reports, run.id))).toSorted()).toEqual([
      "index.html",
      "junit.xml",
      "results.json",
    ]);
  });

  it("writes into reports/ of the current folder where nobody says otherwise", async () => {
    const { stdout } = await sandbox.runToys(["verdicts/also"], { ARTIFACTS: "" });
    expect(stdout).toContain(`report: ${join(sandbox.dir, "reports")}/`);
    expect((await sandbox.results(join(sandbox.dir, "reports/latest"))).run.verdict).toBe("passed");
  });

  it("writes into --report-dir", async () => {
    const folder = join(sandbox.dir, "mine");
    await sandbox.runToys(["verdicts/also", "--report-dir", folder]);
    expect((await sandbox.results(folder)).scenarios).toHaveLength(1);
    expect(await readdir(sandbox.dir)).not.toContain("reports");
  });

  it("ends with 2 before anything has run when the folder for reports cannot be written", async () => {
    const file = join(sandbox.dir, "a-file");
    await writeFile(file, "");
    const { code, stdout, stderr } = await sandbox.runToys(["verdicts/also"], { ARTIFACTS: file });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(
      /^Preparing the report's folder: .*\/a-file\/\S+ cannot be written: ENOTDIR: not a directory, mkdir '.*'\n {2}what to do: --report-dir and \$ARTIFACTS choose where reports go, \$TKGLAB_CACHE where the cache is\n$/,
    );
    expect(await readFile(file, "utf8")).toBe("");
  });

  it("prints no colours into a pipe", async () => {
    const { stdout, stderr } = await sandbox.runToys(["verdicts/"]);
    expect(stdout + stderr).not.toContain("\u001b");
  });
});
