import { choiceOf, missingShards } from "../run-command.ts";
import type { History } from "./history.ts";
import type { RunReport } from "./trend-runs.ts";

/** Whether a scenario came or went within the runs; runs are told by their place. */
export interface Presence {
  /** The first run that had it, where a run before would have had it as well. */
  readonly newIn?: number;
  /** The last run that had it, where the newest would have it as well. */
  readonly goneAfter?: number;
}

/**
 * Tells a scenario that is new or gone from one that nobody chose: only runs of the same choice are compared, and one
 * without a shard of its own cannot show that anything is absent.
 */
export function presenceOf({ turns }: History, runs: readonly RunReport[]): Presence {
  const wholeRuns = runs.map(({ results: { run } }) => ({
    choice: choiceOf(run),
    isWhole: missingShards(run).length === 0,
  }));
  const first = turns.findIndex((inRun) => inRun.length > 0);
  const last = turns.findLastIndex((inRun) => inRun.length > 0);
  const [at, newest] = [wholeRuns[first], wholeRuns.at(-1)];
  const before = wholeRuns.slice(0, first);
  const isNew = before.some(({ choice, isWhole }) => isWhole && choice === at?.choice);
  const isGone =
    last < runs.length - 1 && newest?.isWhole === true && newest.choice === wholeRuns[last]?.choice;
  return { ...(isNew ? { newIn: first } : {}), ...(isGone ? { goneAfter: last } : {}) };
}
