import { describe, expect, it } from "vitest";
import { missingCapabilities } from "./capabilities.ts";

const status = (mask: string) =>
  `Name:\tnode\nCapInh:\t0000000000000000\nCapBnd:\t${mask}\nCapAmb:\t0000000000000000\n`;

describe("missingCapabilities", () => {
  it("finds nothing missing in a complete set", () => {
    expect(missingCapabilities(status("000001ffffffffff"), "40\n")).toEqual([]);
  });

  it("names the one whose bit is not set", () => {
    expect(missingCapabilities(status("000001fffeffffff"), "40\n")).toEqual(["CAP_SYS_RESOURCE"]);
  });

  it("counts only what this kernel knows", () => {
    expect(missingCapabilities(status("0000003fffffffff"), "37\n")).toEqual([]);
    expect(missingCapabilities(status("0000003fffffffff"), "38\n")).toEqual(["CAP_PERFMON"]);
  });

  it("numbers a capability that is newer than its table", () => {
    expect(missingCapabilities(status("000001ffffffffff"), "41\n")).toEqual(["CAP_41"]);
  });

  it("says nothing when the files do not", () => {
    expect(missingCapabilities("Name:\tnode\n", "40\n")).toBeUndefined();
    expect(missingCapabilities(status("000001ffffffffff"), undefined)).toBeUndefined();
  });
});
