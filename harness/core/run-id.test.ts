import { describe, expect, it } from "vitest";
import { fakeClock } from "./clock.ts";
import { newRunId } from "./run-id.ts";

const at = (time: string) => fakeClock(new Date(time).getTime());

describe("newRunId", () => {
  it("says when the run began, in UTC, and has six characters of its own", () => {
    expect(newRunId(at("2026-03-04T05:06:07.890+02:00"))).toMatch(/^20260304-030607-[0-9a-f]{6}$/);
  });

  it("sorts by the time of the run", () => {
    const times = [
      "2025-12-31T23:59:59Z",
      "2026-01-01T00:00:00Z",
      "2026-01-01T00:00:01Z",
      "2026-10-01T00:00:00Z",
    ];
    const ids = times.map((time) => newRunId(at(time)));
    expect(ids.toSorted()).toEqual(ids);
  });

  it("differs between runs of the same second", () => {
    const clock = at("2026-01-01T00:00:00Z");
    expect(newRunId(clock)).not.toBe(newRunId(clock));
  });
});
