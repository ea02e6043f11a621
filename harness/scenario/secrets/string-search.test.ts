import { describe, expect, it } from "vitest";
import { searchWindow, StringSearch } from "./string-search.ts";

const search = (strings: readonly string[], text: string) =>
  new StringSearch(strings.map((string) => Buffer.from(string))).find(Buffer.from(text));

describe("StringSearch", () => {
  const first = "first-of-them";
  const second = "the-second-one-is-longer";

  it("finds each string wherever it stands", () => {
    for (let before = 0; before < 40; before += 1) {
      const text = `${" ".repeat(before)}${first}, ${second}${first}`;
      expect(search([first, second], text), text).toEqual([
        { which: 0, start: before },
        { which: 1, start: before + first.length + 2 },
        { which: 0, start: before + first.length + 2 + second.length },
      ]);
    }
  });

  it("finds what overlaps, and what begins alike", () => {
    expect(search(["aaaaaaaaaaaa", "aaaaaaaaaaaab"], "aaaaaaaaaaaaab")).toEqual([
      { which: 0, start: 0 },
      { which: 0, start: 1 },
      { which: 1, start: 1 },
    ]);
  });

  it.each(["", "first-of-the", "first-of-tham", "the-second-one-is-longe", "THE-SECOND-ONE-IS-LONGER"])(
    "finds nothing in %j",
    (text) => {
      expect(search([first, second], text)).toEqual([]);
    },
  );

  it("finds nothing where nothing is searched for", () => {
    expect(search([], second)).toEqual([]);
  });

  it("finds one of thousands, as indexOf() does", () => {
    const strings = Array.from({ length: 5000 }, (_, n) => `string-number-${n}-${"x".repeat(n % 7)}`);
    const text = `${"-number-".repeat(1000)}${strings[4321] ?? ""}!`;
    const expected = strings.flatMap((string, which) => {
      const start = text.indexOf(string);
      return start === -1 ? [] : [{ which, start }];
    });
    expect(expected.length).toBeGreaterThan(0);
    expect(search(strings, text)).toEqual(expected);
  });

  it("refuses what is shorter than its window: it would be found everywhere", () => {
    expect(() => search(["x".repeat(searchWindow - 1)], "")).toThrow(new RangeError("a string of 11 bytes"));
  });
});
