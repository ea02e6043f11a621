import type { V1Pod } from "@kubernetes/client-node";
import { type Clock, systemClock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import type { Kube } from "../kube/kube.ts";

/** A time in which an API server did not answer. */
export interface Outage {
  /** Milliseconds since the watch began. */
  readonly from: number;
  /** Milliseconds that it lasted, to the precision of a look. */
  readonly lasted: number;
  /** What was seen first. */
  readonly saw: string;
}

/** What a watch of an API server has seen. */
export interface Availability {
  readonly looks: number;
  /** Milliseconds that it was watched for. */
  readonly watched: number;
  readonly outages: readonly Outage[];
  /** The fewest running etcd members that an answer spoke of; undefined when none came. */
  readonly fewestEtcdMembers: number | undefined;
}

/** Milliseconds between two looks, and that an answer may take. */
const every = 250;
const patience = 3_000;

/** Looks at an API server again and again until it is told to stop, and says when it did not answer. */
export class AvailabilityWatch implements AsyncDisposable {
  readonly #stop = new AbortController();
  readonly #clock: Clock;
  readonly #result: Promise<Availability>;

  private constructor(kube: Pick<Kube, "core">, clock: Clock) {
    this.#clock = clock;
    this.#result = this.#watch(kube);
  }

  static begin(kube: Pick<Kube, "core">, clock: Clock = systemClock): AvailabilityWatch {
    return new AvailabilityWatch(kube, clock);
  }

  /** Ends the watch and gives what it has seen. */
  end(): Promise<Availability> {
    this.#stop.abort();
    return this.#result;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
  }

  async #watch(kube: Pick<Kube, "core">): Promise<Availability> {
    const { signal } = this.#stop;
    const clock = this.#clock;
    const start = clock.elapsed();
    const outages: Outage[] = [];
    let looks = 0;
    let fewestEtcdMembers: number | undefined;
    let down: { readonly from: number; readonly saw: string } | undefined;
    const over = () => {
      if (down === undefined) return;
      outages.push({ ...down, lasted: clock.elapsed() - start - down.from });
      down = undefined;
    };
    while (!signal.aborted) {
      const from = clock.elapsed() - start;
      looks += 1;
      const sight = await lookOnce(kube, clock);
      if (typeof sight === "number") {
        over();
        fewestEtcdMembers = Math.min(fewestEtcdMembers ?? sight, sight);
      } else {
        down ??= { from, saw: sight };
      }
      await clock.pause(every, signal).catch(() => undefined);
    }
    over();
    return { looks, watched: clock.elapsed() - start, outages, fewestEtcdMembers };
  }
}

/**
 * How many etcd members run, or what kept the API server from saying so in time. Listing Pods asks etcd for a
 * majority: an API server without one is no help to anybody.
 */
async function lookOnce(kube: Pick<Kube, "core">, clock: Clock): Promise<number | string> {
  const answered = new AbortController();
  const late = clock.pause(patience, answered.signal).then(() => `no answer within ${patience / 1000} s`);
  // Twice: the load balancer hands requests out in turn, and needs seconds to notice that a server is gone. Whoever asks
  // again meets another one.
  const answer = Promise.any([runningEtcdMembers(kube), runningEtcdMembers(kube)]).catch(
    // as: Promise.any() rejects with nothing else
    (error: unknown) => messageOf((error as AggregateError).errors[0]),
  );
  return Promise.race([answer, late]).finally(() => answered.abort());
}

async function runningEtcdMembers({ core }: Pick<Kube, "core">): Promise<number> {
  const { items } = await core.listNamespacedPod({
    namespace: "kube-system",
    labelSelector: "component=etcd",
  });
  return items.filter(isRunning).length;
}

/** Not whether it is Ready: that is taken from every Pod of a node whose kubelet is late, whatever etcd does there. */
function isRunning({ status }: V1Pod): boolean {
  return status?.containerStatuses?.some(({ state }) => state?.running !== undefined) ?? false;
}

/** The sum of all outages, in milliseconds. */
export function downtime({ outages }: Availability): number {
  return outages.reduce((sum, { lasted }) => sum + lasted, 0);
}
