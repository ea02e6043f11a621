import { describe, expect, it } from "vitest";
import { brokenPem } from "./broken-pem.ts";

const one = "-----BEGIN CERTIFICATE-----\nAAAA\nBBBB\nCC==\n-----END CERTIFICATE-----\n";
const two = `${one}-----BEGIN CERTIFICATE-----\nDDDD\n-----END CERTIFICATE-----\n`;

describe("brokenPem", () => {
  it.each([
    ["crlf", one.split("\n").join("\r\n")],
    [
      "bodyIndented",
      "-----BEGIN CERTIFICATE-----\n    AAAA\n    BBBB\n    CC==\n-----END CERTIFICATE-----\n",
    ],
    [
      "allIndented",
      "    -----BEGIN CERTIFICATE-----\n    AAAA\n    BBBB\n    CC==\n    -----END CERTIFICATE-----\n",
    ],
    ["joinedWithoutNewline", `${one.trimEnd()}${one}`],
    [
      "literalBackslashN",
      String.raw`-----BEGIN CERTIFICATE-----\nAAAA\nBBBB\nCC==\n-----END CERTIFICATE-----\n`,
    ],
    ["byteOrderMark", `\ufeff${one}`],
    ["badFirstGoodSecond", `-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n${one}`],
    ["base64Wrapped", btoa(one)],
  ] as const)("%s", (name, expected) => {
    expect(brokenPem[name](one)).toBe(expected);
  });

  it("joins a bundle's certificates without repeating them", () => {
    expect(brokenPem.joinedWithoutNewline(two)).toBe(two.replace("-----\n-----BEGIN", "----------BEGIN"));
  });
});
