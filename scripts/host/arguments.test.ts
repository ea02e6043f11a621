import { describe, expect, it } from "vitest";
import { parseRunArguments, parseTestArguments } from "./arguments.ts";

describe("parseRunArguments", () => {
  it("takes out only what is its own", () => {
    const args = ["--no-install", "containerd/*", "--tag", "ci", "--keep=on-failure"];
    expect(parseRunArguments(args, {})).toEqual({
      help: false,
      wishes: { install: false, build: "wanted", tests: false },
      rest: ["containerd/*", "--tag", "ci", "--keep=on-failure"],
    });
  });

  it("learns from --source whether there is something to build", () => {
    const build = (...args: readonly string[]) => parseRunArguments(args, {}).wishes.build;
    expect([build("--source", "pull"), build("--source=build"), build("--source", "auto"), build()]).toEqual([
      "unwanted",
      "required",
      "wanted",
      "wanted",
    ]);
    expect(parseRunArguments(["--source", "pull"], {}).rest).toEqual(["--source", "pull"]);
  });

  it("heeds TKGLAB_NO_INSTALL", () => {
    const install = (value: string) => parseRunArguments([], { TKGLAB_NO_INSTALL: value }).wishes.install;
    expect([install("1"), install("0"), install("")]).toEqual([false, true, true]);
  });
});

describe("parseTestArguments", () => {
  it("reads the parts, however they are given", () => {
    expect(parseTestArguments(["--only", "unit,go", "--only", "types"], {})).toEqual({
      help: false,
      wishes: { install: true, build: "required", tests: true },
      only: ["unit", "go", "types"],
    });
  });

  it("refuses what it does not know", () => {
    expect(() => parseTestArguments(["--onyl", "unit"], {})).toThrow(
      "Reading the arguments: Unknown option '--onyl'",
    );
  });
});
