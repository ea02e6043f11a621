import { describe, expect, it } from "vitest";
import {
  keepMode,
  matrixOf,
  parseCount,
  parseKeep,
  parseMatrix,
  parseSeconds,
  parseShard,
} from "./run-options.ts";

describe("parseShard", () => {
  it.each([
    ["1/1", { index: 1, count: 1 }],
    ["2/3", { index: 2, count: 3 }],
  ])("takes %s", (text, shard) => expect(parseShard(text)).toEqual(shard));

  it.each(["0/2", "3/2", "1", "1/", "a/b", "1/2/3", "-1/2", "1.5/2"])("refuses %s", (text) => {
    expect(() => parseShard(text)).toThrow("It takes i/n with i from 1 to n, such as 1/3.");
  });
});

describe("parseCount", () => {
  it("takes a whole number from 1", () => expect(parseCount("12")).toBe(12));

  it.each(["0", "", " ", "1.5", "-1", "1e3", "0x10", "99999999999999999999"])("refuses %j", (text) => {
    expect(() => parseCount(text)).toThrow("It takes a whole number from 1.");
  });
});

describe("parseSeconds", () => {
  it.each([
    ["900", 900_000],
    ["0.5", 500],
  ])("takes %s", (text, ms) => expect(parseSeconds(text)).toBe(ms));

  it.each(["0", "-1", "soon", "", "1e3", "0.0001", "2147484"])("refuses %j", (text) => {
    expect(() => parseSeconds(text)).toThrow("It takes seconds, such as 900.");
  });
});

describe("parseKeep", () => {
  it("takes the words that there are", () => expect(parseKeep("on-failure")).toBe("on-failure"));

  it("says where a pattern belongs that was taken for a word", () => {
    expect(() => parseKeep("photon")).toThrow(
      "It takes never, on-failure, always or nothing; patterns go before it: tkglab run photon --keep",
    );
  });

  it("means always when no word follows", () => {
    expect([keepMode({ keep: true }), keepMode({ keep: "on-failure" })]).toEqual(["always", "on-failure"]);
  });
});

describe("parseMatrix", () => {
  it("takes the words that there are", () => expect(parseMatrix("full")).toBe("full"));

  it("says where a pattern belongs that was taken for a word", () => {
    expect(() => parseMatrix("containerd/")).toThrow(
      "It takes pairwise, full or nothing; patterns go before it: containerd/ --matrix",
    );
  });

  it("means some rows when no word follows, and none where it is not there", () => {
    expect([matrixOf({ matrix: true }), matrixOf({ matrix: "full" }), matrixOf({})]).toEqual([
      ...[{ matrix: "pairwise" }, { matrix: "full" }, {}],
    ]);
  });
});
