import { describe, expect, it } from "vitest";
import { mergeResults } from "../merge-results.ts";
import { sampleRun } from "./sample-trend.ts";
import { newestRuns, type RunReport } from "./trend-runs.ts";

const [first, second, third] = [0, 1, 2].map((days) =>
  sampleRun(days, [{ id: `a/${days}`, verdict: "passed" }]),
);
const ids = (runs: readonly (RunReport | undefined)[]) => runs.map((run) => run?.results.run.id);
const all = [third, first, second].flatMap((run) => run ?? []);

describe("newestRuns", () => {
  it("are in the order in which they began, the newest so many of them", () => {
    expect(ids(newestRuns(all, 30))).toEqual(["run-00", "run-01", "run-02"]);
    expect(ids(newestRuns(all, 2))).toEqual(["run-01", "run-02"]);
  });

  it("are ordered by time, not by its text", () => {
    const early = structuredClone(all[0] ?? sampleRun(0, []));
    early.results.run.startedAt = "2026-03-01T03:04:00.000+01:00";
    expect(ids(newestRuns([...all.slice(1), early], 30))).toEqual(["run-02", "run-00", "run-01"]);
  });

  it("have a run that was met twice once, and rather with its report beside it", () => {
    const again = { ...all[0], href: "./2/index.html" };
    const met = newestRuns([...all, again as RunReport, ...all], 30);
    expect(ids(met)).toEqual(["run-00", "run-01", "run-02"]);
    expect(met.at(-1)?.href).toBe("./2/index.html");
  });

  it("do not have the shards of a merged run beside it", () => {
    const merged = mergeResults([first, second].flatMap((run) => run?.results ?? []));
    expect(ids(newestRuns([...all, { results: merged }], 30))).toEqual(["run-00+1", "run-02"]);
  });

  it("have the merged run where its shards share its id", () => {
    const shards = [second, third].flatMap((run) => structuredClone(run?.results ?? []));
    for (const { run } of shards) run.id = "one-id";
    const merged = { results: mergeResults(shards) };
    const found = newestRuns([...shards.map((results) => ({ results, href: "./shard" })), merged], 30);
    expect(found).toEqual([merged]);
  });
});
