import type { Kube } from "../../cluster/index.ts";
import { type ClusterRef, isControlPlane, type Machine } from "../../cluster/tkg/machines.ts";
import { type Clock, systemClock } from "../../core/clock.ts";
import { MachineFollowing } from "./machine-following.ts";

/** What became of a control-plane Machine while it was watched, in milliseconds since the watch began. */
export interface MachineTimes {
  readonly name: string;
  /** It was there when the watch began. */
  readonly isOld: boolean;
  readonly seen: number;
  readonly running?: number;
  readonly deleting?: number;
  readonly gone?: number;
}

/** Watches the control-plane Machines of a cluster come and go. */
export class MachineWatch implements AsyncDisposable {
  readonly #clock: Pick<Clock, "elapsed">;
  readonly #start: number;
  readonly #times = new Map<string, MachineTimes>();
  readonly #following: MachineFollowing;

  private constructor(
    input: {
      readonly kube: Pick<Kube, "follow">;
      readonly cluster: ClusterRef;
      readonly before: readonly Machine[];
    },
    clock: Pick<Clock, "elapsed">,
  ) {
    this.#clock = clock;
    this.#start = clock.elapsed();
    for (const { metadata } of input.before.filter(isControlPlane)) {
      this.#times.set(metadata.uid, { name: metadata.name, isOld: true, seen: 0 });
    }
    const { kube, cluster } = input;
    const noting = (isGone: boolean) => (machine: Machine) => {
      if (isControlPlane(machine)) this.#note(machine, isGone);
    };
    this.#following = new MachineFollowing({
      ...{ kube, cluster },
      onMachine: noting(false),
      onGone: noting(true),
    });
  }

  /** Begins with the Machines that are there. */
  static begin(
    input: {
      readonly kube: Pick<Kube, "follow">;
      readonly cluster: ClusterRef;
      readonly before: readonly Machine[];
    },
    clock: Pick<Clock, "elapsed"> = systemClock,
  ): MachineWatch {
    return new MachineWatch(input, clock);
  }

  /** Ends it. `after` are the Machines that are left: the news that another is gone may still be under way. */
  async end(after: readonly Machine[]): Promise<readonly MachineTimes[]> {
    const now = this.#now();
    await this.#following.end();
    return [...this.#times].map(([uid, times]) =>
      after.some(({ metadata }) => metadata.uid === uid) ? times : { gone: now, ...times },
    );
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#following[Symbol.asyncDispose]();
  }

  /** The first time counts. */
  #note({ metadata, status }: Machine, isGone: boolean): void {
    const now = this.#now();
    const known = this.#times.get(metadata.uid) ?? { name: metadata.name, isOld: false, seen: now };
    this.#times.set(metadata.uid, {
      ...(status?.phase === "Running" ? { running: now } : {}),
      ...(metadata.deletionTimestamp === undefined ? {} : { deleting: now }),
      ...(isGone ? { gone: now } : {}),
      ...known,
    });
  }

  #now(): number {
    return this.#clock.elapsed() - this.#start;
  }
}
