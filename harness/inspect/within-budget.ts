import type { Budget } from "../core/budgets.ts";
import { deadline } from "../core/deadline.ts";

/** Ends with the work, or rejects when the budget is used up or the signal aborts; the work itself is not stopped. */
export async function withinBudget<T>(
  work: Promise<T>,
  budget: Budget,
  signal: AbortSignal | undefined,
): Promise<T> {
  const until = deadline(budget, signal);
  const { promise: over, reject } = Promise.withResolvers<never>();
  const stop = () => {
    reject(
      signal?.aborted === true
        ? (signal.reason as Error) // the reason of a run's signal is an error
        : new Error(`no answer within ${budget.limit / 1000} s (budget ${budget.name})`),
    );
  };
  if (until.aborted) stop();
  until.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([work, over]);
  } finally {
    until.removeEventListener("abort", stop);
  }
}
