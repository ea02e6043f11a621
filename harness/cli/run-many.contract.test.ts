import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CliSandbox } from "./cli-process.ts";

let sandbox: CliSandbox;
beforeEach(async () => {
  sandbox = await CliSandbox.make();
});
afterEach(async () => {
  expect(await sandbox.runFolders()).toEqual([]);
  await sandbox[Symbol.asyncDispose]();
});

const good = ["verdicts/passing", "verdicts/also"];

async function verdicts(folder?: string): Promise<(readonly [string, string])[]> {
  const { scenarios } = await sandbox.results(folder);
  return scenarios.map(({ id, verdict }) => [id, verdict] as const);
}

describe("shards", () => {
  it("are disjoint, and merged they are the whole", async () => {
    const [first, second, whole] = ["1", "2", "whole"].map((name) => join(sandbox.dir, name));
    const all = ["verdicts/", "broken/throws"];
    for (const [shard, folder] of [
      ["1/2", first],
      ["2/2", second],
    ] as const) {
      await sandbox.runToys([...all, "--shard", shard, "--report-dir", folder ?? ""]);
    }
    const merge = await sandbox.run([
      "report",
      "merge",
      first ?? "",
      second ?? "",
      "--report-dir",
      whole ?? "",
    ]);
    expect({ code: merge.code, stdout: merge.stdout }).toEqual({
      // As of a run: one of them broke.
      code: 2,
      stdout: `report: ${join(whole ?? "", "index.html")}\n`,
    });
    expect(await verdicts(first)).toHaveLength(4);
    expect(await verdicts(second)).toHaveLength(3);
    expect((await verdicts(whole)).toSorted()).toEqual([
      ["broken/throws-at-import", "broken"],
      ["verdicts/also-passing", "passed"],
      ["verdicts/check-fails", "failed"],
      ["verdicts/green-fails", "failed"],
      ["verdicts/passing", "passed"],
      ["verdicts/red-says-otherwise", "failed"],
      ["verdicts/red-succeeds", "failed"],
    ]);
    expect((await sandbox.results(whole)).run).toMatchObject({
      verdict: "broken",
      counts: { passed: 2, failed: 4, broken: 1 },
    });
  });

  it("may be empty: that is no mistake", async () => {
    const { code, stdout } = await sandbox.runToys([...good, "--shard", "3/3"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\n\n0 passed, 0 failed in/);
  });
});

describe("--repeat", () => {
  it("runs each scenario so often, numbered", async () => {
    const { code } = await sandbox.runToys(["verdicts/passing", "verdicts/green-fails", "--repeat", "2"]);
    expect(code).toBe(1);
    expect(await verdicts()).toEqual([
      ["verdicts/green-fails#1", "failed"],
      ["verdicts/passing#1", "passed"],
      ["verdicts/green-fails#2", "failed"],
      ["verdicts/passing#2", "passed"],
    ]);
  });
});

describe("--bail", () => {
  it("stops at the first that does not pass; the others say why they were not run", async () => {
    const { code, stdout } = await sandbox.runToys(["bail/", "--bail"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /not-run {2}bail\/second-passes 0.0 s\n {9}a scenario before it did not pass \(--bail\)\n/,
    );
    expect((await sandbox.results()).scenarios).toMatchObject([
      { id: "bail/first-fails", verdict: "failed", cleanup: { verdict: "clean" } },
      { id: "bail/second-passes", verdict: "not-run", reason: "a scenario before it did not pass (--bail)" },
    ]);
  });

  it("is no concern of scenarios that all pass", async () => {
    expect((await sandbox.runToys([...good, "--bail"])).code).toBe(0);
  });

  it("stops a scenario beside it half-way, which then says so and is not to blame", async () => {
    const { code } = await sandbox.runToys(["bail/first-fails", "slow/waits", "--bail", "--workers", "2"]);
    expect(code).toBe(1);
    expect((await sandbox.results()).scenarios).toMatchObject([
      { id: "bail/first-fails", verdict: "failed" },
      {
        id: "slow/waits",
        verdict: "not-run",
        reason: "stopped half-way: a scenario beside it did not pass (--bail)",
      },
    ]);
  });
});

describe("side by side", () => {
  it("two runs of the same scenario do not disturb each other", async () => {
    const [one, two] = await Promise.all([
      sandbox.runToys(["verdicts/", "--report-dir", join(sandbox.dir, "one")]),
      sandbox.runToys(["verdicts/", "--report-dir", join(sandbox.dir, "two")]),
    ]);
    expect([one.code, two.code]).toEqual([1, 1]);
    expect(await verdicts(join(sandbox.dir, "one"))).toEqual(await verdicts(join(sandbox.dir, "two")));
  });

  it("scenarios of one run do not either", async () => {
    expect((await sandbox.runToys(["verdicts/", "--workers", "3"])).code).toBe(1);
    expect((await sandbox.results()).run.counts).toMatchObject({ passed: 2, failed: 4, broken: 0 });
  });
});
