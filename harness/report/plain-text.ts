import { stripVTControlCharacters } from "node:util";

/** All that XML 1.0 does not allow, https://www.w3.org/TR/xml/#charsets; lone surrogates are among it. */
const illegal = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** XML allows them and terminals obey them. */
const delAndC1 = /[\u007F-\u009F]/g;

/** What turns the letters after it around, https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters. */
const turning = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * What a terminal would show: without colours, cursor moves and the characters that no XML file can hold. What would
 * make a text read as another is shown by its number.
 */
export function plainText(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/\r\n?/g, "\n")
    .replace(illegal, "")
    .replace(delAndC1, "")
    .replace(turning, (one) => `\\u${one.charCodeAt(0).toString(16)}`);
}
