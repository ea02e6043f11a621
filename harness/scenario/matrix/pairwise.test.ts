import { describe, expect, it } from "vitest";
import { allCombinations, pairsOf, pairwise, type Values } from "./pairwise.ts";

const some: readonly (readonly [string, Values, number])[] = [
  ["one name", { a: ["1", "2", "3"] }, 3],
  ["two names", { a: ["1", "2"], b: ["x", "y"] }, 4],
  ["three names of two", { a: ["1", "2"], b: ["x", "y"], c: ["p", "q"] }, 4],
  ["names of two and three", { a: ["1", "2"], b: ["x", "y"], c: ["p", "q"], d: ["l", "m", "n"] }, 6],
  ["one value each", { a: ["1"], b: ["x"] }, 1],
];

it("names each in the order in which they are given", () => {
  expect(pairwise({ a: ["1", "2"], b: ["x", "y", "z"] }).map((one) => Object.keys(one).join())).toEqual(
    Array.from({ length: 6 }, () => "a,b"),
  );
});

describe.each(some)("of %s", (_, values, count) => {
  const chosen = pairwise(values);
  const all = allCombinations(values);

  it("every value of each meets every value of each other", () => {
    const met = new Set(chosen.flatMap(pairsOf));
    expect(met.size).toBeGreaterThan(0);
    expect(all.flatMap(pairsOf).filter((pair) => !met.has(pair))).toEqual([]);
  });

  it(`${count} combinations are enough, each of them one of all`, () => {
    expect(chosen).toHaveLength(count);
    for (const one of chosen) expect(all).toContainEqual(one);
  });

  it("the first has the first value of each", () => {
    const first = Object.fromEntries(Object.entries(values).map(([name, [value]]) => [name, value]));
    expect([chosen[0], all[0]]).toEqual([first, first]);
  });

  it("they are the same each time", () => expect(pairwise(structuredClone(values))).toEqual(chosen));
});

it("is far less than all where there is much", () => {
  const values = Object.fromEntries(["a", "b", "c", "d", "e"].map((name) => [name, ["1", "2", "3"]]));
  expect(allCombinations(values)).toHaveLength(243);
  expect(pairwise(values).length).toBeLessThanOrEqual(15);
});

it("is these four, of three names of two", () => {
  expect(pairwise({ a: ["1", "2"], b: ["x", "y"], c: ["p", "q"] })).toEqual([
    { a: "1", b: "x", c: "p" },
    { a: "1", b: "y", c: "q" },
    { a: "2", b: "x", c: "q" },
    { a: "2", b: "y", c: "p" },
  ]);
});
