import type { Kube } from "../../cluster/index.ts";
import { clusterApi, type ClusterRef, isControlPlane, type Machine } from "../../cluster/tkg/machines.ts";
import { type Clock, systemClock } from "../../core/clock.ts";

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
  readonly #stop = new AbortController();
  readonly #times = new Map<string, MachineTimes>();
  readonly #following: Promise<void>;

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
    this.#following = this.#follow(input);
    // Whoever ends it meets what broke it; until then nobody waits for it.
    this.#following.catch(() => undefined);
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
    this.#stop.abort();
    await this.#following;
    return [...this.#times].map(([uid, times]) =>
      after.some(({ metadata }) => metadata.uid === uid) ? times : { gone: now, ...times },
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#following.catch(() => undefined);
  }

  async #follow({
    kube,
    cluster,
  }: {
    readonly kube: Pick<Kube, "follow">;
    readonly cluster: ClusterRef;
  }): Promise<void> {
    const path = `/apis/${clusterApi.group}/${clusterApi.version}/namespaces/${cluster.namespace}/machines`;
    const noting = (note: (machine: Machine) => void) => (object: unknown) => {
      // as: the path says what the collection holds
      const machine = object as Machine;
      if (machine.spec.clusterName === cluster.name && isControlPlane(machine)) note(machine);
    };
    const onMachine = noting((machine) => this.#note(machine));
    const onGone = noting((machine) => this.#note(machine, true));
    const { signal } = this.#stop;
    // The server ends a watch after a while; the next one begins with what is there.
    while (!signal.aborted) await kube.follow(path, undefined, onMachine, signal, onGone);
  }

  /** The first time counts. */
  #note({ metadata, status }: Machine, isGone = false): void {
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
