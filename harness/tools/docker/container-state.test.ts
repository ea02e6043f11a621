import { describe, expect, it } from "vitest";
import { containerState } from "./container-state.ts";

describe("containerState", () => {
  it("reads a container that runs", () => {
    const line = "/tkglab-ab12cd-toolbox\ttrue\t0\tfalse\t0001-01-01T00:00:00Z\t0";
    expect(containerState(line)).toEqual({
      name: "tkglab-ab12cd-toolbox",
      running: true,
      exitCode: 0,
      oomKilled: false,
      finishedAt: undefined,
      restarts: 0,
    });
  });

  it("reads one that was killed", () => {
    const line = "/harbor-ab12cd.tkg.test\tfalse\t137\ttrue\t2026-11-22T10:22:11.123456789Z\t1";
    expect(containerState(line)).toEqual({
      name: "harbor-ab12cd.tkg.test",
      running: false,
      exitCode: 137,
      oomKilled: true,
      finishedAt: Date.parse("2026-11-22T10:22:11.123Z"),
      restarts: 1,
    });
  });
});
