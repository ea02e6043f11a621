import { describe, expect, it } from "vitest";
import { mattersOf } from "./matters.ts";
import { sampleNights, sampleRun } from "./sample-trend.ts";
import { trendOf } from "./trend.ts";

/** What stands out of nights, as lines. */
function said(runs = sampleNights({}), last = 30): string[] {
  return mattersOf(trendOf(runs, last)).map(
    ({ kind, id, before, run, after }) => `${kind} ${id}: ${before} ${run.id}${after}`,
  );
}

describe("mattersOf", () => {
  it("is nothing where all has passed", () => {
    expect(said(sampleNights({ "a/b": "ppp", "a/c": "psp" }))).toEqual([]);
  });

  it("says since when, how often, and what was before, by weight", () => {
    const nights = {
      "a/came": "---ppp",
      "a/fails": "ppppff",
      "a/fixed": "bbbbpp",
      "a/flaky": "ppfppp",
      "a/never": "fffbff",
      "a/once": "pppppb",
      "a/well": "pppppp",
      "a/went": "ppp---",
    };
    expect(said(sampleNights(nights))).toEqual([
      "failing a/fails: Failed twice, since run-04; passed 4 times before that",
      "failing a/never: Failed or broke 6 times, since run-00; never passed in these runs",
      "failing a/once: Broke in run-05; passed 5 times before that",
      "flaky a/flaky: Passed 5 of 6 times with nothing changed in between; last failed in run-02",
      "fixed a/fixed: Passes since run-04; broke 4 times before that",
      "new a/came: First seen in run-03",
      "gone a/went: Last seen in run-02",
    ]);
  });

  it("says how much slower it has become", () => {
    const nights = [60, 62, 58, 150].map((took, night) =>
      sampleRun(night, [{ id: "a/b", verdict: "passed", took }]),
    );
    expect(said(nights)).toEqual([
      "slower a/b: Took 2 min 30 s in run-03, 2.5 times the 1 min 00 s that were usual",
    ]);
  });

  it("shows an error of what has not been cured, and of nothing else", () => {
    const matters = mattersOf(trendOf(sampleNights({ "a/b": "ppf", "a/c": "fpp", "a/d": "pfp" }), 30));
    expect(matters.map(({ id, error }) => [id, error?.slice(0, 17)])).toEqual([
      ["a/b", "PackageRepository"],
      ["a/d", "PackageRepository"],
      ["a/c", undefined],
    ]);
  });
});
