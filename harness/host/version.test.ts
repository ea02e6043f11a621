import { describe, expect, it } from "vitest";
import { compareVersions, isAtLeast, parseVersion } from "./version.ts";

describe("parseVersion", () => {
  it.each([
    ["v24.21.0", [24, 21, 0]],
    ["go version go1.19.8 linux/amd64", [1, 19, 8]],
    ["20.10.24+dfsg1", [20, 10, 24]],
    ["devel", []],
  ])("reads the numbers of %j", (text, numbers) => {
    expect(parseVersion(text)).toEqual(numbers);
  });
});

describe("compareVersions", () => {
  it("compares numbers, not text", () => {
    expect(compareVersions("1.9", "1.10")).toBeLessThan(0);
    expect(compareVersions("go1.26.8", "1.26")).toBeGreaterThan(0);
  });

  it("counts what is left out as 0", () => {
    expect(compareVersions("1.24", "1.24.0")).toBe(0);
  });
});

describe("isAtLeast", () => {
  it("takes the very version and later ones", () => {
    expect([isAtLeast("v24.0.0", "24"), isAtLeast("v25.1.0", "24"), isAtLeast("v20.20.2", "24")]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("never takes what is no version", () => {
    expect(isAtLeast("command not found", "0")).toBe(false);
  });
});
