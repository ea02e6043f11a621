import { describe, expect, it } from "vitest";
import { examineMemory, outOfMemoryKills } from "./memory-health.ts";

describe("examineMemory", () => {
  it("finds nothing where nobody was killed, or nobody counts", async () => {
    expect(await examineMemory(await outOfMemoryKills())).toEqual([]);
    expect(await examineMemory(undefined)).toEqual([]);
  });

  it("says how many were killed meanwhile", async () => {
    const now = await outOfMemoryKills();
    if (now === undefined) return; // this kernel does not count them
    expect(await examineMemory(now - 2)).toMatchObject([
      { code: "no-memory", what: "the kernel killed 2 processes for lack of memory meanwhile" },
    ]);
  });
});
