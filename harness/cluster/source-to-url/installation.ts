import { type Clock, systemClock } from "../../core/clock.ts";
import type { Progress } from "../../core/progress.ts";

/** A step that was carried out, for whoever wants to know where the time went. */
export interface StepDone {
  readonly title: string;
  /** Milliseconds since the installation began. */
  readonly from: number;
  readonly to: number;
}

/** Where the time of an installation went, a line for each step. */
export function stepsText(steps: readonly StepDone[]): string {
  if (steps.length === 0) return "it stood already";
  const inSeconds = (ms: number) => (ms / 1000).toFixed(1);
  const lines = steps.map(
    ({ title, from, to }) => `${inSeconds(to - from)} s, from ${inSeconds(from)} s: ${title}`,
  );
  return [...lines, `${inSeconds(Math.max(...steps.map(({ to }) => to)))} s in all`].join("\n");
}

type Values<N extends readonly Promise<unknown>[]> = { readonly [K in keyof N]: Awaited<N[K]> };

/**
 * Steps that go side by side wherever one does not need what another gives. The first that fails stops the others, and
 * done() ends only when each has ended: nothing of an installation goes on behind the back of whoever clears up.
 */
export class Installation {
  readonly #stop = new AbortController();
  readonly #steps: Promise<unknown>[] = [];
  readonly #done: StepDone[] = [];
  readonly #progress: Progress;
  readonly #clock: Clock;
  readonly #begin: number;
  /** Aborts when the caller's does, or a step has failed. */
  readonly signal: AbortSignal;
  #failure: { readonly reason: unknown } | undefined;

  constructor(input: { readonly signal: AbortSignal; readonly progress: Progress; readonly clock?: Clock }) {
    const { signal, progress, clock = systemClock } = input;
    this.signal = AbortSignal.any([signal, this.#stop.signal]);
    this.#progress = progress;
    this.#clock = clock;
    this.#begin = clock.elapsed();
  }

  /** Carries a step out as soon as those are done that it needs, with what they gave. */
  step<const N extends readonly Promise<unknown>[], T>(
    title: string,
    needs: N,
    run: (...values: Values<N>) => Promise<T>,
  ): Promise<T> {
    const step = this.#carryOut(title, needs, run);
    // Whoever needs it hears of its failure, and so does done(): nobody else has to.
    step.catch(() => undefined);
    this.#steps.push(step);
    return step;
  }

  /** Waits until every step has ended. @throws what the first step that failed threw */
  async done(): Promise<readonly StepDone[]> {
    await Promise.allSettled(this.#steps);
    if (this.#failure !== undefined) throw this.#failure.reason;
    return this.#done;
  }

  async #carryOut<const N extends readonly Promise<unknown>[], T>(
    title: string,
    needs: N,
    run: (...values: Values<N>) => Promise<T>,
  ): Promise<T> {
    try {
      // as: Promise.all() gives the values of a tuple in its order.
      const values = (await Promise.all(needs)) as unknown as Values<N>;
      this.signal.throwIfAborted();
      const from = this.#clock.elapsed() - this.#begin;
      this.#progress.now(title);
      const value = await run(...values);
      const to = this.#clock.elapsed() - this.#begin;
      this.#done.push({ title, from, to });
      this.#progress.say(`${title}: ${((to - from) / 1000).toFixed(1)} s`);
      return value;
    } catch (reason) {
      // Of a step that it needs, this has been said already; not everything that is needed is a step.
      this.#failure ??= { reason };
      this.#stop.abort(reason);
      throw reason;
    }
  }
}
