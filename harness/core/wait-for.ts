import type { Budget } from "./budgets.ts";
import { type Clock, systemClock } from "./clock.ts";
import { HarnessError } from "./errors.ts";

/** What a look saw: what was waited for, or what is there instead. */
export type Sight<T> =
  { readonly ready: true; readonly value: T } | { readonly ready: false; readonly saw: string };

/** The thing is there. */
export function ready<T>(value: T): Sight<T> {
  return { ready: true, value };
}

/** The thing is not there yet; `saw` is what a timeout will print. */
export function notYet(saw: string): Sight<never> {
  return { ready: false, saw };
}

export interface WaitInput<T> {
  /** What is waited for, as a noun phrase: "node kind-control-plane to be Ready". */
  readonly what: string;
  /** Looks once. Throwing ends the wait with that error: only "not yet" is worth another look. */
  readonly look: (signal: AbortSignal | undefined) => Promise<Sight<T>> | Sight<T>;
  readonly budget: Budget;
  readonly signal?: AbortSignal | undefined;
  readonly hint?: string;
  readonly clock?: Clock;
}

/**
 * Looks until the thing is there. The only wait of the harness.
 * @throws HarnessError `timeout` with the last sight; the look's own error; the signal's reason.
 */
export async function waitFor<T>({
  what,
  look,
  budget,
  signal,
  hint,
  clock = systemClock,
}: WaitInput<T>): Promise<T> {
  const start = clock.elapsed();
  for (;;) {
    signal?.throwIfAborted();
    const sight = await look(signal);
    if (sight.ready) return sight.value;
    if (clock.elapsed() - start + budget.every > budget.limit) {
      throw new HarnessError({
        code: "timeout",
        message: `Waiting for ${what}: not within ${budget.limit / 1000} s (budget ${budget.name}); last seen: ${sight.saw}`,
        ...(hint === undefined ? {} : { hint }),
      });
    }
    await clock.pause(budget.every, signal);
  }
}
