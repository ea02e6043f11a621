import { describe, expect, it } from "vitest";
import { isIn, onlyText, strangeAxis } from "./only.ts";

describe("a step of some cells", () => {
  it("belongs to those that have one of its values of each", () => {
    const only = { containerd: ["2.2"], os: ["photon", "ubuntu"] } as const;
    expect(isIn(only, { containerd: "2.2", os: "ubuntu" })).toBe(true);
    expect(isIn(only, { containerd: "1.6", os: "ubuntu" })).toBe(false);
    expect(isIn(undefined, { containerd: "1.6" })).toBe(true);
  });

  it("belongs to what leaves a value open where it is for the usual one", () => {
    expect(isIn({ containerd: ["1.6"] }, {})).toBe(true);
    expect(isIn({ containerd: ["2.2"] }, { os: "photon" })).toBe(false);
  });

  it("makes no difference of what its scenario does not vary in", () => {
    expect(strangeAxis({ containerd: ["2.2"] }, ["os"])).toBe("containerd");
    expect(strangeAxis({ containerd: ["2.2"] }, ["os", "containerd"])).toBeUndefined();
    expect(strangeAxis(undefined)).toBeUndefined();
  });

  it("can be read", () => {
    expect(onlyText({ "kapp-controller": ["0.35", "0.32"] })).toBe("only kapp-controller 0.35 and 0.32");
    expect(onlyText(undefined)).toBe("");
  });
});
