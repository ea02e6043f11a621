import { expect, it } from "vitest";
import { wrap } from "./wrap.ts";

it.each([
  ["one two three", 7, ["one two", "three"]],
  ["one two three", 8, ["one two", "three"]],
  ["one", 3, ["one"]],
  ["abcdefgh ij", 3, ["abc", "def", "gh", "ij"]],
  ["ab cdefgh", 5, ["ab", "cdefg", "h"]],
  ["", 5, [""]],
])("%j in %i columns", (text, width, lines) => {
  expect(wrap(text, width)).toEqual(lines);
});
