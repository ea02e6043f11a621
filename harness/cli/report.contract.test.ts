import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunReport, writeReport } from "../report/index.ts";
import { sampleShard, writeSampleShard } from "../report/sample-shards.ts";
import { sampleNights, sampleRun } from "../report/trend/sample-trend.ts";
import { CliSandbox } from "./cli-process.ts";

let sandbox: CliSandbox;
beforeEach(async () => {
  sandbox = await CliSandbox.make();
});
afterEach(() => sandbox[Symbol.asyncDispose]());

/** Puts the reports of runs where `tkglab run` puts them. */
async function keep(runs: readonly RunReport[]): Promise<void> {
  for (const { results } of runs) await writeReport({ results, dir: join(sandbox.reports, results.run.id) });
}

describe("tkglab report merge", () => {
  const passed = (index: number, shards: number) =>
    sampleRun(index, [{ id: `a/${index}`, verdict: "passed" }], {
      command: `tkglab run --all --shard ${index}/${shards}`,
    });

  it("ends with 0 where every shard has passed", async () => {
    await keep([passed(1, 2), passed(2, 2)]);
    const { code, stdout, stderr } = await sandbox.run([
      ...["report", "merge", "reports/run-01", "reports/run-02", "--report-dir", "whole"],
    ]);
    expect({ code, stdout, stderr: stderr.trim() }).toEqual({
      ...{ code: 0, stderr: "" },
      stdout: `report: ${join(sandbox.dir, "whole/index.html")}\n`,
    });
  });

  it("ends with 1 where a check of one has failed", async () => {
    await keep([passed(1, 2)]);
    await writeSampleShard({ results: sampleShard(2, 2), dir: join(sandbox.dir, "two") });
    const { code } = await sandbox.run(["report", "merge", "reports/run-01", "two", "--report-dir", "whole"]);
    expect(code).toBe(1);
  });

  it("ends with 2 where a shard is missing, and says that of one that was named", async () => {
    await keep([passed(1, 3), passed(3, 3)]);
    const args = ["report", "merge", "reports/run-01", "reports/run-03"];
    const silent = await sandbox.run([...args, "--report-dir", "whole"]);
    expect({ code: silent.code, stderr: silent.stderr.trim() }).toEqual({ code: 2, stderr: "" });
    const named = await sandbox.run([...args, "reports/run-02", "--report-dir", "all"]);
    expect({ code: named.code, stderr: named.stderr }).toEqual({
      code: 2,
      stderr:
        "Reading reports/run-02/results.json: it is not there or cannot be read: left out, so that the merged run is broken\n",
    });
    expect((await sandbox.results(join(sandbox.dir, "all"))).run.notes.slice(-2)).toEqual([
      "lost: Reading reports/run-02/results.json: it is not there or cannot be read",
      "shard 2/3 is missing: nobody knows how it ended",
    ]);
  });
});

describe("tkglab report trend", () => {
  it.each([
    [0, { "a/b": "fp", "a/c": "pp" }],
    [1, { "a/b": "pf", "a/c": "pp" }],
    [1, { "a/b": "pfp", "a/c": "ppp" }],
    [2, { "a/b": "pb", "a/c": "pp" }],
  ])("ends with %i after %j", async (code, nights) => {
    await keep(sampleNights(nights));
    const end = await sandbox.run(["report", "trend"]);
    expect({ code: end.code, stderr: end.stderr.trim() }).toEqual({ code, stderr: "" });
    const page = join(sandbox.reports, "trend.html");
    expect(end.stdout).toContain(`\ntrend: ${page}\n`);
    expect(await sandbox.report("trend.html", sandbox.reports)).toContain('href="./run-00/index.html#a/b"');
  });

  it("takes only the newest so many, and writes where it is told", async () => {
    await keep(sampleNights({ "a/b": "pfpp" }));
    const { code, stdout } = await sandbox.run([
      ...["report", "trend", "reports/run-01", "reports", "--last", "2", "--out", "pages/month.html"],
    ]);
    expect(code).toBe(0);
    expect(stdout).toBe(
      `2 runs of 1 scenario, 3 Mar 2026, 02:05 UTC to 4 Mar 2026, 02:05 UTC\nthe newest: run-03, 1 passed\n\ntrend: ${join(sandbox.dir, "pages/month.html")}\n`,
    );
    const page = await sandbox.report("month.html", join(sandbox.dir, "pages"));
    expect(page).toContain('href="./../reports/run-03/index.html#a/b"');
  });

  it("prints the same as JSON, and nothing else to stdout", async () => {
    await keep(sampleNights({ "a/b": "pf" }));
    await mkdir(join(sandbox.reports, "cut"));
    await writeFile(join(sandbox.reports, "cut/results.json"), '{"schemaVersion": 9}');
    const { code, stdout, stderr } = await sandbox.run(["report", "trend", "reports", "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      newest: { id: "run-01", verdict: "failed", exitCode: 1 },
      scenarios: [
        {
          id: "a/b",
          verdicts: [["passed"], ["failed"]],
          stability: { kind: "failing", since: 1, before: 1 },
        },
      ],
    });
    expect(stderr).toBe(
      "Reading reports/cut/results.json: its schema version is 9, this tkglab reads version 1: left out\n",
    );
  });

  it("takes the turns of a repeated scenario for one", async () => {
    await sandbox.runToys(["verdicts/passing", "--repeat", "2"]);
    const { code, stdout } = await sandbox.run(["report", "trend", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      scenarios: [
        { id: "verdicts/passing", verdicts: [["passed", "passed"]], stability: { kind: "steady" } },
      ],
    });
  });

  it.each([
    [["nowhere"], "Looking for reports: nowhere is not there or cannot be read\n"],
    [["."], "Making the trend of .: no results.json is there\n"],
    [
      ["--last", "0"],
      "error: option '--last <n>' argument '0' is invalid. It takes a whole number from 1.\n",
    ],
  ])("of %j: 3, and nothing is written", async (args, message) => {
    const { code, stdout, stderr } = await sandbox.run(["report", "trend", ...args]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain(message);
    await expect(sandbox.report("trend.html", sandbox.reports)).rejects.toThrow("ENOENT");
  });
});
