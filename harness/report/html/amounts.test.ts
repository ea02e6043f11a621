import { expect, it } from "vitest";
import { counted, duration, moment, size } from "./amounts.ts";

it.each([
  [0, "0 ms"],
  [819.6, "820 ms"],
  [999.5, "1.0 s"],
  [12_440, "12.4 s"],
  [59_949, "59.9 s"],
  [59_950, "1 min 00 s"],
  [185_000, "3 min 05 s"],
  [3_599_499, "59 min 59 s"],
  [3_599_500, "1 h 00 min"],
  [3_720_000, "1 h 02 min"],
])("says %d milliseconds as %s", (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words);
});

it.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1024, "1.0 KiB"],
  [25_276_502_016, "23.5 GiB"],
])("says %d bytes as %s", (bytes, words) => {
  expect(size(bytes)).toBe(words);
});

it("says a time in UTC, whatever its offset", () => {
  expect(moment("2026-03-14T04:05:11+02:00")).toBe("14 Mar 2026, 02:05 UTC");
});

it("counts with the noun's plural", () => {
  expect([0, 1, 2].map((count) => counted(count, "scenario"))).toEqual([
    "0 scenarios",
    "1 scenario",
    "2 scenarios",
  ]);
});
