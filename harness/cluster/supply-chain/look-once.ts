import type { Budget } from "../../core/budgets.ts";
import { deadline } from "../../core/deadline.ts";
import { messageOf } from "../../core/errors.ts";
import type { WorkloadSight } from "./look-at-workloads.ts";

/** Looks once, and gives up when the signal aborts. */
export type Look = (signal: AbortSignal) => Promise<readonly WorkloadSight[]>;

/** What was seen, or why nothing was. */
export type Seen = { readonly sights: readonly WorkloadSight[] } | { readonly failure: string };

/** How long one look may take, and how often it is done. */
export const lookBudget: Budget = { name: "supplyChainLook", limit: 10_000, every: 1_000 };

/** One look of a live view. A cluster that does not answer, or not in time, is something that was seen. */
export async function lookOnce(look: Look, signal: AbortSignal): Promise<Seen> {
  const until = deadline(lookBudget, signal);
  const { promise: over, reject } = Promise.withResolvers<never>();
  const stop = () =>
    reject(new Error(`no answer within ${lookBudget.limit / 1000} s (budget ${lookBudget.name})`));
  until.addEventListener("abort", stop, { once: true });
  try {
    return { sights: await Promise.race([look(until), over]) };
  } catch (error) {
    return { failure: messageOf(error) };
  } finally {
    until.removeEventListener("abort", stop);
  }
}
