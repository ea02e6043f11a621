import { expect, it } from "vitest";
import { duration } from "./duration.ts";

it.each([
  [0, "0 s"],
  [2.6, "3 s"],
  [89, "89 s"],
  [90, "2 min"],
  [149, "2 min"],
  [300, "5 min"],
])("says %d seconds as %s", (seconds, words) => {
  expect(duration(seconds)).toBe(words);
});
