import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { readResults, type Results } from "../report/index.ts";
import { sampleShard, writeSampleShard } from "../report/sample-shards.ts";
import { mergeReports } from "./merge-reports.ts";

/** Shards of a run in folders of their own, one of which every test may spoil. */
async function shards(count: number) {
  const folder = await temporaryFolder();
  const dirs = Array.from({ length: count }, (_, place) => join(folder.path, `shard-${place + 1}`));
  for (const [place, dir] of dirs.entries())
    await writeSampleShard({ results: sampleShard(place + 1, count), dir });
  const whole = join(folder.path, "whole");
  return {
    ...{ dirs, whole, path: folder.path },
    merged: async () => readResults(await readFile(join(whole, "results.json"), "utf8")),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

const ids = ({ scenarios }: Results) => scenarios.map(({ id }) => id);

describe("mergeReports", () => {
  it("has the scenarios of all shards, with their evidence, and the exit code of their verdicts", async () => {
    await using lab = await shards(3);
    const { exitCode, lost, report } = await mergeReports(lab.dirs, lab.whole);
    expect({ exitCode, lost }).toEqual({ exitCode: 1, lost: [] });
    expect(report.html).toBe(join(lab.whole, "index.html"));
    const merged = await lab.merged();
    expect(merged.scenarios).toHaveLength(9);
    expect(merged.run).toMatchObject({ verdict: "failed", counts: { failed: 9 } });
    for (const { path, bytes } of merged.scenarios.flatMap(({ evidence }) => evidence))
      expect((await readFile(join(lab.whole, path))).length).toBe(bytes);
    expect(await readdir(join(lab.whole, "evidence"))).toEqual(["shard-1", "shard-2", "shard-3"]);
  });

  it("goes on without a shard that is not there or cannot be read, names it, and is broken", async () => {
    await using lab = await shards(3);
    const [first = "", second = ""] = lab.dirs;
    await writeFile(join(second, "results.json"), "{");
    const nowhere = join(lab.path, "nowhere/results.json");
    const { exitCode, lost } = await mergeReports([first, second, nowhere], lab.whole);
    expect(exitCode).toBe(2);
    expect(lost[0]).toMatch(
      new RegExp(`^Reading ${join(second, "results.json")}: it is not JSON: .*at position 1`),
    );
    expect(lost[1]).toBe(`Reading ${nowhere}: it is not there or cannot be read`);
    const merged = await lab.merged();
    expect(ids(merged)).toEqual(["shard-1/scenario-1", "shard-1/scenario-2", "shard-1/scenario-3"]);
    expect(merged.run.verdict).toBe("broken");
    expect(merged.run.notes.slice(-4)).toEqual([
      `lost: ${lost[0] ?? ""}`,
      `lost: ${lost[1] ?? ""}`,
      "shard 2/3 is missing: nobody knows how it ended",
      "shard 3/3 is missing: nobody knows how it ended",
    ]);
  });

  it("goes on without a shard of another version", async () => {
    await using lab = await shards(2);
    const [first = "", second = ""] = lab.dirs;
    await writeFile(join(second, "results.json"), JSON.stringify({ schemaVersion: 2 }));
    const { lost } = await mergeReports([first, second], lab.whole);
    expect(lost).toEqual([
      `Reading ${join(second, "results.json")}: its schema version is 2, this tkglab reads version 1`,
    ]);
  });

  it("notes evidence that has not come with its report", async () => {
    await using lab = await shards(2);
    const [first = "", second = ""] = lab.dirs;
    const alone = join(lab.path, "alone.json");
    await writeFile(alone, await readFile(join(second, "results.json")));
    await mergeReports([first, alone], lab.whole);
    expect((await lab.merged()).run.notes.at(-1)).toBe(
      "evidence that was not beside its report: 36, such as evidence/shard-2/scenario-1/containerd-info.json",
    );
  });

  it("takes the evidence of the shard that ran a scenario, not of the one that did not", async () => {
    await using lab = await shards(2);
    const [first = "", second = ""] = lab.dirs;
    const results = sampleShard(1, 2);
    for (const scenario of results.scenarios)
      Object.assign(scenario, { verdict: "not-run", reason: "elsewhere", evidence: [] });
    Object.assign(results.run, { id: "idle", verdict: "passed" });
    results.run.counts = { passed: 0, failed: 0, broken: 0, skipped: 0, notRun: 3 };
    const idle = join(lab.path, "idle");
    await writeSampleShard({ results, dir: idle });
    await mergeReports([idle, first, second], lab.whole);
    const merged = await lab.merged();
    expect(merged.run.counts).toMatchObject({ failed: 6, notRun: 0 });
    expect(await readdir(join(lab.whole, "evidence"))).toEqual(["shard-1", "shard-2"]);
  });

  it("writes nothing where there is nothing to merge, or a scenario ran twice", async () => {
    await using lab = await shards(1);
    const [first = ""] = lab.dirs;
    await expect(mergeReports([join(lab.path, "a"), join(lab.path, "b")], lab.whole)).rejects.toThrow(
      `Reading ${join(lab.path, "a/results.json")}: it is not there or cannot be read`,
    );
    await expect(mergeReports([first, first], lab.whole)).rejects.toThrow(
      "Merging results: shard-1/scenario-1 is in two of them",
    );
    expect(await readdir(lab.path)).not.toContain("whole");
  });

  it("does not write over what it reads", async () => {
    await using lab = await shards(1);
    const [first = ""] = lab.dirs;
    await expect(mergeReports([first], `${first}/.`)).rejects.toThrow(
      `Merging reports: ${first}/results.json would be overwritten by the merged one`,
    );
  });
});
