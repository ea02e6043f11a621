import { describe, expect, it } from "vitest";
import { fakeClock, systemClock, timed } from "./clock.ts";

describe("systemClock", () => {
  it("tells the time in milliseconds since the epoch", () => {
    const before = new Date().getTime();
    const now = systemClock.now();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(new Date().getTime());
  });

  it("lets the time of a pause pass", async () => {
    const start = systemClock.elapsed();
    await systemClock.pause(20);
    // Node's timers may fire up to a millisecond early.
    expect(systemClock.elapsed() - start).toBeGreaterThanOrEqual(19);
  });

  it("ends a pause with the signal's own reason, not with an AbortError", async () => {
    const controller = new AbortController();
    const pause = systemClock.pause(60_000, controller.signal);
    controller.abort(new Error("Ctrl-C"));
    await expect(pause).rejects.toThrow("Ctrl-C");
  });

  it("does not begin a pause that is stopped already", async () => {
    const reason = new Error("stopped before");
    await expect(systemClock.pause(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

describe("fakeClock", () => {
  it("moves only when somebody waits", async () => {
    const clock = fakeClock(1_000);
    expect(clock.now()).toBe(1_000);
    await clock.pause(250);
    expect([clock.now(), clock.elapsed()]).toEqual([1_250, 1_250]);
  });
});

describe("timed", () => {
  it("gives what the work gave and how long it took", async () => {
    const clock = fakeClock(5_000);
    const work = async () => {
      await clock.pause(300);
      return "done";
    };
    expect(await timed(work, clock)).toEqual({ value: "done", ms: 300 });
  });

  it("hands on the error of the work", async () => {
    await expect(timed(() => Promise.reject(new Error("broke")), fakeClock())).rejects.toThrow("broke");
  });
});
