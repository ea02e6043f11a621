import { describe, expect, it } from "vitest";
import { WorkQueue } from "./work-queue.ts";

/** A clock whose pauses end when the test says so. */
class HeldClock {
  readonly pauses: { readonly ms: number; readonly end: () => void }[] = [];

  pause(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.pauses.push({ ms, end: resolve });
      signal?.addEventListener("abort", () => reject(new Error("aborted")));
    });
  }
}

/** A queue whose work ends when the test says so. */
function held(answers: (key: string) => Promise<number | undefined>) {
  const clock = new HeldClock();
  const stop = new AbortController();
  const begun: string[] = [];
  const failures: string[] = [];
  const queue = new WorkQueue({
    work: (key) => {
      begun.push(key);
      return answers(key);
    },
    onFailure: (key, error, pause) => failures.push(`${key}: ${String(error)}, again in ${pause} ms`),
    clock,
    signal: stop.signal,
  });
  return { clock, stop, begun, failures, queue };
}

const done = () => Promise.resolve(undefined);

describe("WorkQueue", () => {
  it("does a key once, however often it was added before", async () => {
    const { queue, begun } = held(done);
    for (const key of ["a", "a", "b", "a"]) queue.add(key);
    await queue.settled();
    expect(begun).toEqual(["a", "b"]);
  });

  it("never does a key twice at a time, and once more for all that was added meanwhile", async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    let underWay = 0;
    let most = 0;
    const { queue, begun } = held(async (key) => {
      if (key === "b") return undefined;
      most = Math.max(most, (underWay += 1));
      await promise;
      underWay -= 1;
      return undefined;
    });
    queue.add("a");
    await Promise.resolve();
    for (const key of ["a", "a", "b"]) queue.add(key);
    await Promise.resolve();
    await Promise.resolve();
    // b does not wait for a.
    expect(begun).toEqual(["a", "b"]);
    resolve(undefined);
    await queue.settled();
    expect(begun).toEqual(["a", "b", "a"]);
    expect(most).toBe(1);
  });

  it("tries what failed again, each time after a longer pause, and forgets that when it went well", async () => {
    let isBroken = true;
    const { queue, clock, begun, failures } = held(() =>
      isBroken ? Promise.reject(new Error("no")) : done(),
    );
    queue.add("a");
    await queue.settled();
    clock.pauses[0]?.end();
    await Promise.resolve();
    await Promise.resolve();
    await queue.settled();
    expect(failures).toEqual(["a: Error: no, again in 250 ms", "a: Error: no, again in 500 ms"]);
    isBroken = false;
    queue.add("a");
    await queue.settled();
    isBroken = true;
    queue.add("a");
    await queue.settled();
    expect(failures.at(-1)).toBe("a: Error: no, again in 250 ms");
    expect(begun).toHaveLength(4);
  });

  it("never waits longer than a minute", async () => {
    const { queue, clock } = held(() => Promise.reject(new Error("no")));
    for (let n = 0; n < 12; n += 1) {
      queue.add("a");
      await queue.settled();
    }
    expect(clock.pauses.at(-1)?.ms).toBe(60_000);
  });

  it("comes again after as long as the work says, unless something comes first", async () => {
    const { queue, clock, begun } = held(() => Promise.resolve(30_000));
    queue.add("a");
    await queue.settled();
    queue.add("a");
    await queue.settled();
    expect(clock.pauses.map(({ ms }) => ms)).toEqual([30_000, 30_000]);
    // The first pause no longer counts.
    clock.pauses[0]?.end();
    await new Promise(setImmediate);
    expect(begun).toHaveLength(2);
    clock.pauses[1]?.end();
    await new Promise(setImmediate);
    expect(begun).toHaveLength(3);
  });

  it("begins nothing any more when it is told to stop", async () => {
    const { queue, begun, stop } = held(done);
    queue.add("a");
    stop.abort();
    queue.add("b");
    await queue.settled();
    expect(begun).toEqual([]);
  });
});
