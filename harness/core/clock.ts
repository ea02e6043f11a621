import { setTimeout as delay } from "node:timers/promises";

/** The only source of time in the harness, so that tests can bring their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds that only ever grow, for measuring. */
  elapsed(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when it aborts. */
  pause(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  async pause(ms, signal) {
    try {
      await delay(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};

/** A clock that moves only when somebody waits: a pause ends at once and time has passed. */
export function fakeClock(start = 0): Clock {
  let time = start;
  return {
    now: () => time,
    elapsed: () => time,
    pause(ms, signal) {
      signal?.throwIfAborted();
      time += ms;
      return Promise.resolve();
    },
  };
}

/** Runs `work` and says how long it took, in milliseconds. */
export async function timed<T>(
  work: () => Promise<T>,
  clock: Clock = systemClock,
): Promise<{ value: T; ms: number }> {
  const start = clock.elapsed();
  const value = await work();
  return { value, ms: clock.elapsed() - start };
}
