import { describe, expect, it } from "vitest";
import { mergeThreeWays } from "./three-way-merge.ts";

describe("mergeThreeWays", () => {
  it.each([
    ["nothing changed", { a: 1 }, { a: 1 }, { a: 1, b: 2 }, { a: 1, b: 2 }],
    ["changed", { a: 1 }, { a: 3 }, { a: 1, b: 2 }, { a: 3, b: 2 }],
    ["added", {}, { c: 3 }, { b: 2 }, { b: 2, c: 3 }],
    ["removed", { a: 1 }, {}, { a: 1, b: 2 }, { b: 2 }],
    ["deep", { a: { b: 1 } }, { a: { b: 2 } }, { a: { b: 1, c: 1 } }, { a: { b: 2, c: 1 } }],
    [
      "in a list",
      [{ a: 1 }, { a: 2 }],
      [{ a: 1 }, { a: 9 }],
      [
        { a: 1, b: 1 },
        { a: 2, b: 2 },
      ],
      [
        { a: 1, b: 1 },
        { a: 9, b: 2 },
      ],
    ],
    ["a list that both see", ["a"], ["b", "c"], ["a"], ["b", "c"]],
    ["on both sides", { a: 1 }, { a: 2 }, { a: 3 }, { a: 2 }],
  ])("%s", (_, base, mine, kept, merged) => {
    expect(mergeThreeWays({ base, mine, kept }, "spec")).toEqual(merged);
  });

  it("refuses a change of a list that is longer than those see who changed it", () => {
    const ways = {
      base: { pools: [{ n: 3 }] },
      mine: { pools: [{ n: 4 }] },
      kept: { pools: [{ n: 1 }, { n: 2 }] },
    };
    expect(() => mergeThreeWays(ways, "spec")).toThrow(
      "Converting the object: spec.pools has 2 entries, which this version of the API cannot say; a change of them here would be lost",
    );
  });
});
