import { stripVTControlCharacters } from "node:util";

/** All that XML 1.0 does not allow, https://www.w3.org/TR/xml/#charsets; lone surrogates are among it. */
const illegal = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** What a terminal would show: without colours, cursor moves and the characters that no XML file can hold. */
export function plainText(text: string): string {
  return stripVTControlCharacters(text).replaceAll("\r\n", "\n").replace(illegal, "");
}
