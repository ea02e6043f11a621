import { expect, it } from "vitest";
import { plainText } from "./plain-text.ts";

it.each([
  ["colours", "\u001b[31mred\u001b[0m", "red"],
  ["a terminal's link", "\u001b]8;;https://example.test\u0007here\u001b]8;;\u0007", "here"],
  ["characters that XML forbids", "a\u0000b\u0008c\u000bd\ufffee\uffff", "abcde"],
  ["half of a surrogate pair", "a\ud800b\udc00c", "abc"],
  ["line ends of Windows", "a\r\nb", "a\nb"],
  ["a carriage that returns to write over a line", "danger\rall is well", "danger\nall is well"],
  ["DEL and what terminals take for an escape", "a\u007fb\u009b31mc\u0085d", "abcd"],
])("drops %s", (_, hostile, plain) => {
  expect(plainText(hostile)).toBe(plain);
});

it("shows by its number what turns letters around", () => {
  expect(plainText("report-\u202efdp.exe\u202c \u2066x\u2069")).toBe(
    String.raw`report-\u202efdp.exe\u202c \u2066x\u2069`,
  );
});

it("keeps tabs, line ends, markup, and letters of every script", () => {
  const text = "\t<a>&amp;\n증명서 証明書 😀";
  expect(plainText(text)).toBe(text);
});
