import type { Budget } from "../core/budgets.ts";
import { type Clock, systemClock } from "../core/clock.ts";

/** How work ended that was given only so much time. */
export type Within<T> = { readonly done: true; readonly value: T } | { readonly done: false };

/** Waits for work, but no longer than the budget; work that takes longer goes on and nobody waits for it any more. */
export async function within<T>(
  work: Promise<T>,
  budget: Pick<Budget, "limit">,
  clock: Clock = systemClock,
): Promise<Within<T>> {
  const over = new AbortController();
  const tooLate = clock.pause(budget.limit, over.signal).then(
    () => ({ done: false }) as const,
    () => ({ done: false }) as const, // the work was quicker, and nobody looks at this any more
  );
  try {
    return await Promise.race([work.then((value) => ({ done: true, value }) as const), tooLate]);
  } finally {
    over.abort();
  }
}
