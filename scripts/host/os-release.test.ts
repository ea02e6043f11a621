import { describe, expect, it } from "vitest";
import { isLike, readOsRelease } from "./os-release.ts";

describe("readOsRelease", () => {
  it("reads quoted and bare values", () => {
    expect(
      readOsRelease("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\nPRETTY_NAME='Linux Mint 22'\n# a note\n"),
    ).toEqual({
      id: "linuxmint",
      like: ["ubuntu", "debian"],
      name: "Linux Mint 22",
    });
  });

  it("says so when there is nothing to read", () => {
    expect(readOsRelease(undefined)).toEqual({ id: "", like: [], name: "an unknown system" });
  });
});

describe("isLike", () => {
  it("counts the distribution itself and those it is made like, and no other", () => {
    const mint = readOsRelease('ID=linuxmint\nID_LIKE="ubuntu debian"\n');
    expect(["linuxmint", "debian", "ubuntu", "fedora"].map((family) => isLike(mint, family))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});
