import { describe, expect, it } from "vitest";
import { building, delivered } from "../cluster/supply-chain/fake-chain.ts";
import { fakeSight } from "../cluster/supply-chain/fake-sights.ts";
import type { WorkloadSight } from "../cluster/supply-chain/look-at-workloads.ts";
import type { Clock } from "../core/clock.ts";
import { longestSilence, SharedLooks, type View } from "./shared-looks.ts";

const atWork = await fakeSight(building);
const done = await fakeSight(delivered);

type Answer = readonly WorkloadSight[] | Error;

/** Looks that answer one after the other, each when the test goes on to the next; the last one again and again. */
function underTest(...answers: readonly Answer[]) {
  let looks = 0;
  let time = 0;
  let go = Promise.withResolvers<undefined>();
  const clock: Clock = {
    now: () => time,
    elapsed: () => time,
    async pause(ms, signal) {
      const { promise, reject } = Promise.withResolvers<never>();
      signal?.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
      await Promise.race([go.promise, promise]);
      time += ms;
    },
  };
  const shared = new SharedLooks(() => {
    const answer = answers[Math.min(looks, answers.length - 1)] ?? [];
    looks += 1;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }, clock);
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return {
    shared,
    settle,
    looks: () => looks,
    next: async (times = 1) => {
      for (let time = 0; time < times; time += 1) {
        const before = go;
        go = Promise.withResolvers();
        before.resolve(undefined);
        await settle();
      }
    },
  };
}

const outcomes = (views: readonly View[]) =>
  views.map(({ state, failure }) => failure ?? state?.workloads.map(({ outcome }) => outcome).join());

describe("SharedLooks", () => {
  it("does not look before somebody watches", async () => {
    const { looks, settle } = underTest([atWork]);
    await settle();
    expect(looks()).toBe(0);
  });

  it("looks once for all who watch, and tells a newcomer at once what is known", async () => {
    const { shared, settle, next, looks } = underTest([atWork], [done]);
    const one: View[] = [];
    const other: View[] = [];
    shared.watch((view) => one.push(view));
    await settle();
    shared.watch((view) => other.push(view));
    expect(outcomes(other)).toEqual(["in progress"]);
    await next();
    expect(outcomes(one)).toEqual(["in progress", "ready"]);
    expect(outcomes(other)).toEqual(["in progress", "ready"]);
    expect(looks()).toBe(2);
  });

  it("says nothing while nothing changes, but that it is still there", async () => {
    const { shared, settle, next, looks } = underTest([]);
    const views: View[] = [];
    shared.watch((view) => views.push(view));
    await settle();
    await next(longestSilence / 1000 - 1);
    expect(views).toHaveLength(1);
    await next();
    expect(views.map(({ at }) => at)).toEqual([0, longestSilence]);
    expect(looks()).toBe(11);
  });

  it("ends with the last who watches, and begins anew without what was true long ago", async () => {
    const { shared, settle, next, looks } = underTest([atWork]);
    const leave = [shared.watch(() => undefined), shared.watch(() => undefined)];
    await settle();
    leave[0]?.();
    await next();
    expect(looks()).toBe(2);
    leave[1]?.();
    await next(3);
    expect(looks()).toBe(2);
    const views: View[] = [];
    shared.watch((view) => views.push(view));
    expect(views).toEqual([]);
    await settle();
    expect(outcomes(views)).toEqual(["in progress"]);
  });

  it("tells that the cluster does not answer, with what was seen before, and goes on", async () => {
    const away = new Error("Listing every Workload: the API server does not answer");
    const { shared, settle, next } = underTest([atWork], away, away, [atWork]);
    const views: View[] = [];
    shared.watch((view) => views.push(view));
    await settle();
    await next(3);
    expect(outcomes(views)).toEqual(["in progress", away.message, "in progress"]);
    expect(views[1]?.state).toEqual(views[0]?.state);
    expect(views.map(({ at, seenAt }) => [at, seenAt])).toEqual([
      [0, 0],
      [1000, 0],
      [3000, 3000],
    ]);
  });
});
