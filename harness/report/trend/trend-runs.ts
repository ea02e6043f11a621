import { partsOf } from "../merge-results.ts";
import type { Results } from "../results.ts";

/** A run as it was read. */
export interface RunReport {
  readonly results: Results;
  /** The address of its report as the trend's page links to it; absent where none is beside its results. */
  readonly href?: string;
}

/**
 * The newest `last` of the runs that were found, oldest first. A run that was met twice counts once, and a shard whose
 * merged run is among them does not count by itself.
 */
export function newestRuns(found: readonly RunReport[], last: number): RunReport[] {
  const once = [...Map.groupBy(found, ({ results }) => results.run.id).values()].flatMap(
    (same) => same.toSorted((a, b) => worth(b) - worth(a))[0] ?? [],
  );
  const parts = new Set(
    once.flatMap(({ results: { run } }) => partsOf(run).filter((part) => part !== run.id)),
  );
  return once
    .filter(({ results }) => !parts.has(results.run.id))
    .toSorted((a, b) => startOf(a) - startOf(b))
    .slice(-last);
}

/** Of reports of one run: rather the merged one, whose shards may have its very id, and one that can be opened. */
function worth({ results, href }: RunReport): number {
  return (partsOf(results.run).length > 0 ? 2 : 0) + (href === undefined ? 0 : 1);
}

/** Milliseconds; as a number, because the texts may have different offsets. */
function startOf({ results }: RunReport): number {
  return Date.parse(results.run.startedAt);
}
