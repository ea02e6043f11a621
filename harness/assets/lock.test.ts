import { mkdir, readdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Clock, fakeClock, systemClock } from "../core/clock.ts";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { holdLock } from "./lock.ts";

/** A clock whose every pause is an occasion for something to happen. */
function clockThat(happens: () => Promise<void>): Clock {
  const clock = fakeClock();
  return {
    ...clock,
    async pause(ms, signal) {
      await clock.pause(ms, signal);
      await happens();
    },
  };
}

/** The lock of a process that has died so many milliseconds ago. */
async function abandoned(path: string, ms: number): Promise<void> {
  await mkdir(`${path}.lock`);
  const then = new Date(systemClock.now() - ms);
  await utimes(`${path}.lock`, then, then);
}

describe("holdLock", () => {
  it("lets the second wait until the first lets go", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "tool");
    const first = await holdLock(path, { signal: undefined });
    const events: string[] = [];
    const clock = clockThat(async () => {
      events.push("the second waits");
      if (events.length < 3) return;
      events.push("the first lets go");
      await first[Symbol.asyncDispose]();
    });
    await using _second = await holdLock(path, { signal: undefined, clock });
    expect(events).toEqual([
      ...["the second waits", "the second waits", "the second waits", "the first lets go"],
    ]);
  });

  it("keeps nobody waiting who has something else in mind", async () => {
    await using folder = await temporaryFolder();
    await using _one = await holdLock(join(folder.path, "one"), { signal: undefined });
    await using _other = await holdLock(join(folder.path, "other"), { signal: undefined, clock: stopped });
    expect(await readdir(folder.path)).toEqual(["one.lock", "other.lock"]);
  });

  it("leaves nothing behind", async () => {
    await using folder = await temporaryFolder();
    {
      await using _lock = await holdLock(join(folder.path, "tool"), { signal: undefined });
    }
    expect(await readdir(folder.path)).toEqual([]);
  });

  it("takes over from a process that has died", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "tool");
    await abandoned(path, 16_000);
    await using _lock = await holdLock(path, { signal: undefined, clock: stopped });
    expect(await readdir(folder.path)).toEqual(["tool.lock"]);
  });

  it("does not take over from a process that has shown itself of late", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "tool");
    await abandoned(path, 5_000);
    await expect(holdLock(path, { signal: undefined, clock: fakeClock() })).rejects.toMatchObject({
      code: "timeout",
      message: `Waiting for another tkglab to finish with ${path}: not within 3600 s (budget assetLock); last seen: it is still at work`,
    });
  });

  it("stops waiting when it is told to", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "tool");
    await using _first = await holdLock(path, { signal: undefined });
    const stop = new AbortController();
    const reason = new Error("Ctrl-C");
    const clock = clockThat(() => {
      stop.abort(reason);
      return Promise.resolve();
    });
    await expect(holdLock(path, { signal: stop.signal, clock })).rejects.toBe(reason);
  });
});

/** A clock for those who must not have to wait. */
const stopped: Clock = { ...fakeClock(), pause: () => Promise.reject(new Error("it had to wait")) };
