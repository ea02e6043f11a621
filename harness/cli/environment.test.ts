import { afterEach, describe, expect, it, vi } from "vitest";
import { silent } from "../core/progress.ts";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { cacheFolder, openAssets, reportsFolder, runsFolder } from "./environment.ts";
import type { SourceOptions } from "./source-options.ts";

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

describe("where to pull from", () => {
  async function open(choice: SourceOptions, env: Readonly<Record<string, string>> = {}): Promise<void> {
    await using cache = await temporaryFolder();
    for (const [name, value] of Object.entries({ TKGLAB_CACHE: cache.path, ...env })) vi.stubEnv(name, value);
    const { signal } = new AbortController();
    await openAssets({ choice, runId: "r1", progress: silent, signal });
  }
  const refused = (name: string) => `Reading where to pull from: "${name}" is neither "upstream" nor`;

  it("is said by the option before the environment", async () => {
    const env = { TKGLAB_PULL_FROM: "by-environment" };
    await expect(open({ source: "auto" }, env)).rejects.toThrow(refused("by-environment"));
    await expect(open({ source: "pull", pullFrom: "by-option" }, env)).rejects.toThrow(refused("by-option"));
    await expect(open({ source: "auto", pullFrom: "localhost:5000" }, env)).resolves.toBeUndefined();
  });

  it("is nothing to what only builds, and nothing where nobody says it", async () => {
    const env = { TKGLAB_PULL_FROM: "wrong", TKGLAB_PULL_LOCK: "/nonexistent" };
    await expect(open({ source: "build" }, env)).resolves.toBeUndefined();
    const empty = { TKGLAB_PULL_FROM: "", TKGLAB_PULL_LOCK: "" };
    await expect(open({ source: "auto" }, empty)).resolves.toBeUndefined();
  });

  it("comes with a lock that can be read, and a lock not without it", async () => {
    const from = { TKGLAB_PULL_FROM: "localhost:5000" };
    await expect(open({ source: "auto", pullLock: "/nonexistent" }, from)).rejects.toThrow(
      "Reading the lock of published images /nonexistent: ENOENT",
    );
    await expect(open({ source: "auto" }, { ...from, TKGLAB_PULL_LOCK: "/missing" })).rejects.toThrow(
      "Reading the lock of published images /missing: ENOENT",
    );
    const nowhere = { TKGLAB_PULL_FROM: "", TKGLAB_PULL_LOCK: "" };
    await expect(open({ source: "auto", pullLock: "/a/lock" }, nowhere)).rejects.toMatchObject({
      code: "usage",
      message: "Reading where to pull from: there is a lock, /a/lock, and no registry",
      hint: "--pull-from registry/prefix, or TKGLAB_PULL_FROM",
    });
  });
});
