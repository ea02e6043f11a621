import { afterEach, describe, expect, it, vi } from "vitest";
import { cacheFolder, reportsFolder, runsFolder } from "./environment.ts";

afterEach(() => vi.unstubAllEnvs());

describe("the environment", () => {
  it("says where reports go, unless it says nothing", () => {
    vi.stubEnv("ARTIFACTS", "/artifacts");
    expect(reportsFolder()).toBe("/artifacts");
    vi.stubEnv("ARTIFACTS", "");
    expect(reportsFolder()).toBe("reports");
    vi.stubEnv("ARTIFACTS", undefined);
    expect(reportsFolder()).toBe("reports");
  });

  it("says where the cache is, and the runs are in it", () => {
    vi.stubEnv("TKGLAB_CACHE", "/cache");
    expect([cacheFolder(), runsFolder()]).toEqual(["/cache", "/cache/runs"]);
  });
});
