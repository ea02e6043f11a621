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
  /** Absent where the results do not have it. */
  readonly verdict?: Verdict;
}

/** Worst first. */
const gravity = ["broken", "failed", "passed", "skipped", "not-run"] as const satisfies readonly Verdict[];

/** The verdicts of a run, laid over the table of procedures. */
export function coverageOf(
  results: readonly Pick<ScenarioResult, "id" | "verdict">[],
  table: readonly SeedProcedure[] = seedProcedures,
): readonly SeedCoverage[] {
  const verdictOf = new Map(results.map(({ id, verdict }) => [id, verdict]));
  return Object.entries(seeds).map(([seed, about]) => ({
    seed,
    about,
    procedures: table
      .filter((procedure) => seedOf(procedure) === seed)
      .map((procedure) => {
        const scenarios = procedure.scenarios.map((id) => {
          const verdict = verdictOf.get(id);
          return verdict === undefined ? { id } : { id, verdict };
        });
        const verdict = gravity.find((one) => scenarios.some((scenario) => scenario.verdict === one));
        return { procedure, verdict: verdict ?? "not-run", scenarios };
      }),
  }));
}
