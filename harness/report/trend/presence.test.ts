import { describe, expect, it } from "vitest";
import { historiesOf } from "./history.ts";
import { presenceOf } from "./presence.ts";
import { sampleRun } from "./sample-trend.ts";

/** The presence of `a/b` in runs: whether it is in each, and how the run was started. */
function presence(...stories: readonly (readonly [isIn: boolean, command?: string])[]) {
  const runs = stories.map(([isIn, command = "tkglab run --all"], night) =>
    sampleRun(
      night,
      ["a/other", ...(isIn ? ["a/b"] : [])].map((id) => ({ id, verdict: "passed" })),
      { command },
    ),
  );
  const history = historiesOf(runs).find(({ id }) => id === "a/b");
  if (history === undefined) throw new Error("a/b is in none of them");
  return presenceOf(history, runs);
}

describe("presenceOf", () => {
  it("is nothing of a scenario that was there before, and still is", () => {
    expect(presence([true], [false], [true])).toEqual({});
  });

  it("finds the run in which a scenario came, and after which it went", () => {
    expect(presence([false], [true], [true])).toEqual({ newIn: 1 });
    expect(presence([true], [true], [false], [false])).toEqual({ goneAfter: 1 });
    expect(presence([false], [true], [false])).toEqual({ newIn: 1, goneAfter: 1 });
  });

  it("does not take for gone or new what nobody chose", () => {
    expect(presence([true], [false, "tkglab run photon"])).toEqual({});
    expect(presence([false, "tkglab run photon"], [true])).toEqual({});
    expect(presence([true, "tkglab run --all --report-dir x"], [false])).toEqual({ goneAfter: 0 });
  });

  it("does not take for gone or new what a missing shard may have had", () => {
    const partial = "tkglab run --all --shard 1/3\ntkglab run --all --shard 3/3";
    expect(presence([true], [false, partial])).toEqual({});
    expect(presence([false, partial], [true])).toEqual({});
  });
});
