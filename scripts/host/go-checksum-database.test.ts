import { describe, expect, it } from "vitest";
import { leastGo } from "../../harness/host/checks/go.ts";
import { isAtLeast } from "../../harness/host/version.ts";
import { assertChecksumDatabase } from "./go-checksum-database.ts";
import { toolchain } from "./go-toolchain.ts";

const usual = {
  GOSUMDB: "sum.example.com",
  GONOSUMDB: "",
  GOPRIVATE: "",
  GOHOSTOS: "linux",
  GOHOSTARCH: "arm64",
};
const check = (changed: Partial<typeof usual>) =>
  assertChecksumDatabase(JSON.stringify({ ...usual, ...changed }), "Bringing Go");

describe("assertChecksumDatabase", () => {
  it("gives the platform where the database is asked", () => {
    expect(check({})).toEqual({ GOHOSTOS: "linux", GOHOSTARCH: "arm64" });
  });

  it("lets exceptions for other modules be", () => {
    expect(() =>
      check({ GOPRIVATE: "git.example.com,golang.org/x/*", GONOSUMDB: "*.corp.example.com" }),
    ).not.toThrow();
  });

  it.each([
    { GOSUMDB: "off" },
    { GOPRIVATE: "git.example.com,golang.org" },
    { GONOSUMDB: "golang.org/*" },
    { GONOSUMDB: "*" },
  ])("refuses %j", (changed) => {
    const [setting] = Object.entries(changed).map(([name, value]) => `${name}=${value}`);
    expect(() => check(changed)).toThrow(
      `Bringing Go: ${setting} keeps Go's checksum database from verifying it, so nothing is downloaded`,
    );
  });
});

describe("the toolchain that is brought", () => {
  it("is new enough for every module", () => {
    expect(isAtLeast(toolchain, leastGo)).toBe(true);
  });
});
