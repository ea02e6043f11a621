import type { Clock } from "../../core/clock.ts";

export interface WorkQueueInput {
  /** Gives after how many milliseconds to do it again even if nothing happens. */
  readonly work: (key: string) => Promise<number | undefined>;
  /** Told of each failure; the work is done again after a while. */
  readonly onFailure: (key: string, error: unknown, pause: number) => void;
  readonly clock: Pick<Clock, "pause">;
  readonly signal: AbortSignal;
}

/** Milliseconds after the first failure in a row; each further one doubles them. */
const firstPause = 250;
const longestPause = 60_000;

interface Lane {
  /** What was added while the work was under way is done once more after it. */
  isWanted: boolean;
  running: Promise<void> | undefined;
  failures: number;
  alarm: AbortController | undefined;
}

/** Does the work of each key as often as it is wanted: never twice at a time, different keys side by side. */
export class WorkQueue {
  readonly #input: WorkQueueInput;
  readonly #lanes = new Map<string, Lane>();

  constructor(input: WorkQueueInput) {
    this.#input = input;
  }

  /** Wants the work of a key done now. */
  add(key: string): void {
    if (this.#input.signal.aborted) return;
    const lane = this.#lanes.get(key) ?? {
      ...{ isWanted: false, running: undefined, failures: 0, alarm: undefined },
    };
    this.#lanes.set(key, lane);
    lane.isWanted = true;
    lane.running ??= this.#serve(key, lane);
  }

  /** Resolves when no work is under way. What is to be done later is not waited for. */
  async settled(): Promise<void> {
    for (;;) {
      const running = [...this.#lanes.values()].flatMap((lane) => lane.running ?? []);
      if (running.length === 0) return;
      await Promise.all(running);
    }
  }

  async #serve(key: string, lane: Lane): Promise<void> {
    // Whoever adds several keys at once is done first.
    await Promise.resolve();
    while (this.#isWanted(lane)) {
      lane.isWanted = false;
      lane.alarm?.abort();
      lane.alarm = undefined;
      const pause = await this.#once(key, lane);
      if (pause !== undefined) this.#addAfter(key, lane, pause);
    }
    lane.running = undefined;
    if (lane.alarm === undefined) this.#lanes.delete(key);
  }

  #isWanted(lane: Lane): boolean {
    return lane.isWanted && !this.#input.signal.aborted;
  }

  async #once(key: string, lane: Lane): Promise<number | undefined> {
    try {
      const again = await this.#input.work(key);
      lane.failures = 0;
      return again;
    } catch (error) {
      const pause = Math.min(firstPause * 2 ** lane.failures, longestPause);
      lane.failures += 1;
      if (!this.#input.signal.aborted) this.#input.onFailure(key, error, pause);
      return pause;
    }
  }

  #addAfter(key: string, lane: Lane, pause: number): void {
    const alarm = new AbortController();
    lane.alarm = alarm;
    const signal = AbortSignal.any([alarm.signal, this.#input.signal]);
    this.#input.clock.pause(pause, signal).then(
      () => this.add(key),
      // Something else came first, or the end.
      () => undefined,
    );
  }
}
