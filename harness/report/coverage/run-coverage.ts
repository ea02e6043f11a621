import { baseId } from "../../core/scenario-id.ts";
import type { ScenarioResult } from "../scenario-result.ts";
import type { Verdict } from "../verdicts.ts";
import { seedOf, seedProcedures } from "./coverage.ts";
import type { SeedProcedure } from "./seed-procedure.ts";
import { seeds } from "./seeds.ts";

/** How a seed's procedures fared in a run. */
export interface SeedCoverage {
  readonly seed: string;
  readonly about: string;
  readonly procedures: readonly ProcedureCoverage[];
}

export interface ProcedureCoverage {
  readonly procedure: SeedProcedure;
  /** The worst of its scenarios' verdicts; those that did not run count for nothing beside one that did. */
  readonly verdict: Verdict;
  readonly scenarios: readonly CoveringScenario[];
}

export interface CoveringScenario {
  readonly id: string;
  /** Absent where the results do not have it; of several turns or rows of the matrix the worst. */
  readonly verdict?: Verdict;
  /** The id of that one in the results, where it is another. */
  readonly row?: string;
}

/** Worst first. */
const gravity = ["broken", "failed", "passed", "skipped", "not-run"] as const satisfies readonly Verdict[];

/** The verdicts of a run, laid over the table of procedures. */
export function coverageOf(
  results: readonly Pick<ScenarioResult, "id" | "verdict">[],
  table: readonly SeedProcedure[] = seedProcedures,
): readonly SeedCoverage[] {
  const byBase = Map.groupBy(results, ({ id }) => baseId(id));
  return Object.entries(seeds).map(([seed, about]) => ({
    seed,
    about,
    procedures: table
      .filter((procedure) => seedOf(procedure) === seed)
      .map((procedure) => {
        const scenarios = procedure.scenarios.map((id): CoveringScenario => {
          const worst = worstOf(byBase.get(id) ?? []);
          if (worst === undefined) return { id };
          return { id, verdict: worst.verdict, ...(worst.id === id ? {} : { row: worst.id }) };
        });
        const judged = scenarios.flatMap(({ verdict }) => (verdict === undefined ? [] : [{ verdict }]));
        return { procedure, verdict: worstOf(judged)?.verdict ?? "not-run", scenarios };
      }),
  }));
}

function worstOf<T extends Pick<ScenarioResult, "verdict">>(results: readonly T[]): T | undefined {
  const verdict = gravity.find((one) => results.some((result) => result.verdict === one));
  return results.find((result) => result.verdict === verdict);
}
