import { describe, expect, it } from "vitest";
import type { Verdict } from "../verdicts.ts";
import type { Turn } from "./history.ts";
import { stabilityOf } from "./stability.ts";

const verdictOf: Readonly<Record<string, Verdict>> = {
  p: "passed",
  f: "failed",
  b: "broken",
  s: "skipped",
  n: "not-run",
};

/**
 * The stability of a story: a word for each run, a letter for each turn (`-` is none). A digit behind the letters is the
 * version of what ran, which holds until the next one.
 */
function stability(story: string, outages: readonly number[] = []) {
  let version = "0";
  const turns = story.split(" ").map((word) => {
    version = /\d/.exec(word)?.[0] ?? version;
    const ran = new Map([["kind", version]]);
    return Array.from(word).flatMap((letter): Turn[] => {
      const verdict = verdictOf[letter];
      if (verdict === undefined) return [];
      return [{ verdict, durationMs: 1000, ran, ...(verdict === "passed" ? {} : { error: `in ${word}` }) }];
    });
  });
  return stabilityOf({ id: "a/b", title: "", turns }, new Set(outages));
}

describe("stabilityOf", () => {
  it.each(["p p p", "p - p", "s p n p", "p"])("%s is steady", (story) => {
    expect(stability(story)).toEqual({ kind: "steady" });
  });

  it.each(["s s", "- n"])("%s is unknown", (story) => {
    expect(stability(story)).toEqual({ kind: "unknown" });
  });

  it.each([
    ["p f p", 1],
    ["p p f p p", 2],
    ["f p f", 2],
    ["p b p", 1],
    ["p s f - p", 2],
    ["p f f f p p", 3],
    ["p1 p f p p2 p", 2],
    ["pf", 0],
    ["p fp p", 1],
    ["p f1 ppf p2", 2],
  ])("%s is flaky", (story, run) => {
    expect(stability(story)).toMatchObject({ kind: "flaky", lastBad: { run } });
  });

  it.each([
    ["p p f", { since: 2, times: 1, before: 2 }],
    ["p f f b", { since: 1, times: 3, before: 1 }],
    ["f f", { since: 0, times: 2, before: 0 }],
    ["p s f - n", { since: 2, times: 1, before: 1 }],
    ["p f1 p2 f3 f", { since: 3, times: 2, before: 1 }],
    ["p ff", { since: 1, times: 2, before: 1 }],
  ])("%s is failing", (story, expected) => {
    expect(stability(story)).toMatchObject({ kind: "failing", ...expected });
  });

  it.each([
    ["f p", { since: 1, times: 1 }],
    ["f b p p", { since: 2, times: 2 }],
    // With what it failed it has never passed, or it was repaired by what is new: each is reason enough.
    ["p f1 p2", { since: 2, times: 1 }],
    ["p1 f p2", { since: 2, times: 1 }],
    ["p f1 p", { since: 2, times: 1 }],
  ])("%s is fixed", (story, expected) => {
    expect(stability(story)).toMatchObject({ kind: "fixed", ...expected });
  });

  it("says how it went wrong the last time", () => {
    expect(stability("p f b1")).toMatchObject({
      how: "both",
      lastBad: { run: 2, verdict: "broken", error: "in b1" },
    });
    expect(stability("p f f")).toMatchObject({ how: "failed" });
    expect(stability("b p f1 f p2")).toMatchObject({ kind: "fixed", how: "failed" });
  });

  it("does not learn from a run that the machine spoiled", () => {
    expect(stability("p b p", [1])).toEqual({ kind: "steady" });
    expect(stability("p p b", [2])).toEqual({ kind: "steady" });
    expect(stability("p f b", [2])).toMatchObject({
      kind: "failing",
      since: 1,
      lastBad: { verdict: "failed" },
    });
  });
});
