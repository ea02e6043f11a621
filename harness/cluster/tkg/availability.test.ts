import { describe, expect, it } from "vitest";
import type { Clock } from "../../core/clock.ts";
import type { Kube } from "../kube/kube.ts";
import { AvailabilityWatch, downtime } from "./availability.ts";

/** A clock on which several may wait at once: it moves to the next of them when nobody has anything else to do. */
function patientClock(): Clock {
  let time = 0;
  let waiting: { readonly at: number; readonly resume: () => void }[] = [];
  const move = () => {
    const [next] = waiting.toSorted((a, b) => a.at - b.at);
    if (next === undefined) return;
    waiting = waiting.filter((one) => one !== next);
    time = next.at;
    next.resume();
  };
  return {
    now: () => time,
    elapsed: () => time,
    pause(ms, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<undefined>();
      const one = { at: time + ms, resume: () => resolve(undefined) };
      const stop = () => {
        waiting = waiting.filter((other) => other !== one);
        reject(new Error("stopped"));
      };
      if (signal?.aborted === true) {
        stop();
        return promise;
      }
      signal?.addEventListener("abort", stop, { once: true });
      waiting.push(one);
      setImmediate(move);
      return promise;
    },
  };
}

type Look = "answers" | "hangs" | Error | ((clock: Clock) => Promise<void>);
const refused = new Error("connect ECONNREFUSED 127.0.0.1:40001");

/** The Pods of so many etcd members that run, and one that does not yet. */
function etcd(running: number) {
  const pod = (state: object) => ({ status: { containerStatuses: [{ state }] } });
  const members = Array.from({ length: running }, () => pod({ running: {} }));
  return { items: [...members, pod({ waiting: {} }), { status: {} }] };
}

/** A look asks twice; both requests meet what one would. */
function twice<T>(answer: () => Promise<T>): () => Promise<T> {
  let before: Promise<T> | undefined;
  return () => {
    const answered = before ?? answer();
    before = before === undefined ? answered : undefined;
    return answered;
  };
}

/** Watches an API server that does this, look by look, and is told to stop during the last look. */
async function watched(...looks: readonly [...Look[], Look]) {
  const clock = patientClock();
  const ends: (() => void)[] = [];
  const left = [...looks];
  const answer = async () => {
    const look = left.shift();
    if (left.length === 0) for (const end of ends) end();
    if (look instanceof Error) throw look;
    if (look === "hangs") await new Promise(() => undefined);
    if (typeof look === "function") await look(clock);
    return etcd(1);
  };
  const listNamespacedPod = twice(answer);
  // as: nothing else of the client is asked for.
  const watch = AvailabilityWatch.begin({ core: { listNamespacedPod } } as unknown as Kube, clock);
  ends.push(() => void watch.end());
  // It is over when the last look has told it so.
  while (left.length > 0) await new Promise(setImmediate);
  return watch.end();
}

describe("a watch of an API server", () => {
  it("looks four times a second, and finds nothing where it always answers", async () => {
    expect(await watched("answers", "answers", "answers")).toEqual({
      looks: 3,
      watched: 500,
      outages: [],
      fewestEtcdMembers: 1,
    });
  });

  it("finds each time without an answer, from the first look without one to the next with one", async () => {
    const seen = await watched(
      "answers",
      refused,
      new Error("EOF"),
      "answers",
      refused,
      "answers",
      "answers",
    );
    expect(seen.outages).toEqual([
      { from: 250, lasted: 500, saw: refused.message },
      { from: 1_000, lasted: 250, saw: refused.message },
    ]);
    expect(downtime(seen)).toBe(750);
  });

  it("takes an answer that does not come for an outage, and one that is slow for none", async () => {
    const slow = (clock: Clock) => clock.pause(2_000);
    expect(await watched(slow, "hangs", "answers", "answers")).toEqual({
      looks: 4,
      watched: 2_000 + 250 + 3_000 + 250 + 250,
      outages: [{ from: 2_250, lasted: 3_250, saw: "no answer within 3 s" }],
      fewestEtcdMembers: 1,
    });
  });

  it("counts an outage that lasts to the end", async () => {
    const { outages } = await watched("answers", refused, refused, refused);
    expect(outages).toEqual([{ from: 250, lasted: 500, saw: refused.message }]);
  });

  it("is content when one of two requests is answered: a load balancer may still know a server that is gone", async () => {
    const clock = patientClock();
    let requests = 0;
    const listNamespacedPod = () => {
      requests += 1;
      return requests % 2 === 1 ? Promise.reject(refused) : Promise.resolve(etcd(3));
    };
    // as: likewise.
    const watch = AvailabilityWatch.begin({ core: { listNamespacedPod } } as unknown as Kube, clock);
    while (requests < 6) await new Promise(setImmediate);
    expect((await watch.end()).outages).toEqual([]);
  });

  it("remembers the fewest etcd members that were running", async () => {
    const clock = patientClock();
    const counts = [3, 4, 2, 3];
    const listNamespacedPod = twice(() => Promise.resolve(etcd(counts.shift() ?? 3)));
    // as: likewise.
    const watch = AvailabilityWatch.begin({ core: { listNamespacedPod } } as unknown as Kube, clock);
    while (counts.length > 0) await new Promise(setImmediate);
    expect((await watch.end()).fewestEtcdMembers).toBe(2);
  });

  it("ends when it is disposed of", async () => {
    const clock = patientClock();
    let looks = 0;
    const listNamespacedPod = twice(() => {
      looks += 1;
      return Promise.resolve(etcd(1));
    });
    {
      // as: likewise.
      await using _watch = AvailabilityWatch.begin({ core: { listNamespacedPod } } as unknown as Kube, clock);
      while (looks < 2) await new Promise(setImmediate);
    }
    const then = looks;
    for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
    expect(looks).toBe(then);
  });
});
