import type { Budget } from "./budgets.ts";

/** A signal that aborts when the budget is used up or the caller's signal aborts, whichever comes first. */
export function deadline(budget: Budget, signal: AbortSignal | undefined): AbortSignal {
  const limit = AbortSignal.timeout(budget.limit);
  return signal === undefined ? limit : AbortSignal.any([limit, signal]);
}
