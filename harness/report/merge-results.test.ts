import { describe, expect, it } from "vitest";
import { mergeResults, partsOf } from "./merge-results.ts";
import { readResults, type Results } from "./results.ts";
import { sampleResults } from "./sample-results.ts";
import { countVerdicts, verdictOfRun } from "./verdicts.ts";

/** The sample with only those of its scenarios, as a run of its own. */
function shard(run: Partial<Results["run"]>, places: readonly number[]): Results {
  const sample = sampleResults();
  const scenarios = sample.scenarios.filter((_, place) => places.includes(place));
  const judged = { verdict: verdictOfRun(scenarios), counts: countVerdicts(scenarios) };
  return { ...sample, run: { ...sample.run, ...judged, ...run }, scenarios };
}

describe("mergeResults", () => {
  it("makes one run of the shards: all scenarios, first start to last end, counted anew, the worst verdict", () => {
    const merged = mergeResults([
      shard(
        { id: "a", startedAt: "2026-03-14T02:00:00.000Z", endedAt: "2026-03-14T02:05:00.000Z", notes: ["x"] },
        [0],
      ),
      shard(
        { id: "b", startedAt: "2026-03-14T02:01:00.000Z", endedAt: "2026-03-14T02:09:00.000Z", notes: ["x"] },
        [1, 3],
      ),
    ]);
    expect(merged.scenarios.map(({ id }) => id)).toEqual([
      "containerd/photon-node-by-ssh",
      "kapp-controller/ca-in-config",
      "supervisor/proxy-ca",
    ]);
    expect(merged.run).toMatchObject({
      id: "a+1",
      startedAt: "2026-03-14T02:00:00.000Z",
      endedAt: "2026-03-14T02:09:00.000Z",
      durationMs: 540_000,
      verdict: "failed",
      counts: { passed: 1, failed: 1, broken: 0, skipped: 1, notRun: 0 },
      notes: ["merged from 2 runs: a, b", "x"],
    });
    expect(readResults(merged)).toEqual(merged);
  });

  it("leaves a single one as it is", () => {
    expect(mergeResults([sampleResults()])).toEqual(sampleResults());
  });

  it("keeps the id that all shards share", () => {
    expect(mergeResults([shard({}, [0]), shard({}, [1])]).run.id).toBe("20260314-0205-k7m2");
  });

  it("refuses a scenario that ran twice, and names it", () => {
    const merge = () => mergeResults([shard({ id: "a" }, [0, 1]), shard({ id: "b" }, [1, 2])]);
    expect(merge).toThrow(
      "Merging results: kapp-controller/ca-in-config is in two of them; failed in run a, failed in run b",
    );
  });

  it.each(["before", "after"])("takes the one that ran where it was not run %s", (order) => {
    const ran = shard({ id: "ran" }, [0]);
    const idle = shard({ id: "idle" }, [0]);
    for (const scenario of idle.scenarios)
      Object.assign(scenario, { verdict: "not-run", reason: "in another shard" });
    const merged = mergeResults(order === "before" ? [idle, ran] : [ran, idle]);
    expect(merged.scenarios.map(({ verdict }) => verdict)).toEqual(["passed"]);
    expect(merged.run.counts).toEqual({ passed: 1, failed: 0, broken: 0, skipped: 0, notRun: 0 });
  });

  it("stays broken where a shard broke before any of its scenarios began", () => {
    const merged = mergeResults([shard({ id: "a" }, [0]), shard({ id: "b", verdict: "broken" }, [])]);
    expect(merged.run.verdict).toBe("broken");
  });

  it("is broken where a shard is missing, which it names, though everything that ran has passed", () => {
    const command = (index: number) => `tkglab run --all --shard ${index}/3 --report-dir shard-${index}`;
    const [first, third] = [
      shard({ id: "a", command: command(1), notes: [] }, [0]),
      shard({ id: "c", command: command(3), notes: [] }, [3]),
    ];
    const { run } = mergeResults([first, third]);
    expect(run).toMatchObject({
      verdict: "broken",
      counts: { passed: 1, failed: 0, broken: 0, skipped: 1, notRun: 0 },
      notes: ["merged from 2 runs: a, c", "shard 2/3 is missing: nobody knows how it ended"],
    });
    const second = shard({ id: "b", command: command(2), notes: [] }, []);
    expect(mergeResults([first, second, third]).run.verdict).toBe("passed");
    expect(mergeResults([first]).run).toMatchObject({ id: "a", verdict: "broken" });
  });

  it("is broken where a report was lost, and says which", () => {
    const { run } = mergeResults([shard({ id: "a", notes: [] }, [0])], ["shard-2/results.json is not there"]);
    expect(run).toMatchObject({ verdict: "broken", notes: ["lost: shard-2/results.json is not there"] });
  });

  it("tells which runs it was made of, also where one of them was merged before", () => {
    const inner = mergeResults([shard({ id: "a" }, [0]), shard({ id: "b" }, [1])]);
    const outer = mergeResults([inner, shard({ id: "c" }, [3])]);
    expect(partsOf(inner.run)).toEqual(["a", "b"]);
    expect(partsOf(outer.run).toSorted()).toEqual(["a", "a+1", "b", "c"]);
    expect(partsOf(sampleResults().run)).toEqual([]);
  });

  it("notes a host that differs from the first", () => {
    const host = { os: "Ubuntu", arch: "arm64", cpus: 8, memoryBytes: 1, docker: "28.0.0", kernel: "6.8" };
    const merged = mergeResults([shard({ id: "a" }, [0]), shard({ id: "b", host, notes: [] }, [1])]);
    expect(merged.run.notes[1]).toBe("run b was on Ubuntu arm64, 8 CPUs, Docker 28.0.0, kernel 6.8");
  });

  it("refuses to merge nothing", () => {
    expect(() => mergeResults([])).toThrow("Merging results: there are none to merge");
  });
});
