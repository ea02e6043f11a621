import { describe, expect, it } from "vitest";
import { costliestFirst } from "./costliest-first.ts";
import { fakeRecipe } from "./fake-source.ts";

const recipes = new Map(
  [
    { ...fakeRecipe("base"), usually: 100 },
    { ...fakeRecipe("one", "base"), usually: 1 },
    { ...fakeRecipe("two", "base", "one"), usually: 2 },
    { ...fakeRecipe("alone"), usually: 102 },
  ].map((recipe) => [recipe.id, recipe]),
);

describe("costliestFirst", () => {
  it("counts each of the things that something is made of once", () => {
    expect(costliestFirst(["one", "alone", "base", "two"], recipes)).toEqual(["two", "alone", "one", "base"]);
  });

  it("refuses what it does not know", () => {
    expect(() => costliestFirst(["nonsense"], recipes)).toThrow('Looking up "nonsense" in the catalogue');
  });
});
