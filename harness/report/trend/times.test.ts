import { describe, expect, it } from "vitest";
import type { Turn } from "./history.ts";
import { timesOf } from "./times.ts";

/** The times of runs whose turns took so many seconds; a negative one did not pass. */
function times(...runs: readonly (number | readonly number[])[]) {
  const turns = runs.map((inRun) =>
    [inRun].flat().map((seconds): Turn => ({
      verdict: seconds < 0 ? "failed" : "passed",
      durationMs: Math.abs(seconds) * 1000,
      ran: new Map(),
    })),
  );
  return timesOf({ id: "a/b", title: "", turns });
}

describe("timesOf", () => {
  it("has min, median and last of the runs that passed", () => {
    expect(times(30, -900, 10, 20, [])).toEqual({
      points: [30_000, undefined, 10_000, 20_000, undefined],
      ...{ min: 10_000, median: 20_000, last: 20_000 },
    });
    expect(times(10, 20)?.median).toBe(15_000);
  });

  it("takes the median of a run's turns, of those that passed", () => {
    expect(times([10, 30, 50], [40, -1])?.points).toEqual([30_000, 40_000]);
  });

  it("is nothing where it has never passed", () => {
    expect(times(-5, [], -6)).toBeUndefined();
  });

  it.each([
    ["more than half as long again, and over 10 s longer", [100, 110, 90, 151], 100_000],
    ["not more than half as long again", [100, 110, 90, 150], undefined],
    ["not over 10 s longer", [10, 10, 10, 20], undefined],
    ["both, only just", [10, 10, 10, 20.1], 10_000],
    ["of too few to know what is usual", [100, 100, 300], undefined],
    ["once, but no more in the newest run", [100, 100, 100, 300, 100], undefined],
    ["and did not pass in the newest run", [100, 100, 100, 300, -1], undefined],
  ] as const)("says what was usual where it is slower: %s", (_, seconds, usual) => {
    expect(times(...seconds)?.slowerThan).toBe(usual);
  });
});
