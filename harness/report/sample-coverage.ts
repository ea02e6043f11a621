import { seedProcedures } from "./coverage/coverage.ts";
import type { Results } from "./results.ts";
import { passedScenario } from "./sample-passed.ts";
import { sampleResults } from "./sample-results.ts";
import type { ScenarioResult } from "./scenario-result.ts";
import { countVerdicts, type Verdict, verdictOfRun } from "./verdicts.ts";

/** A run of the scenarios that the table of procedures names; all passed where nothing else is said. For tests. */
export function coveringResults(
  verdicts: Readonly<Record<string, Verdict>> = {},
  ids: readonly string[] = coveringIds(),
): Results {
  const scenarios = ids.map((id): ScenarioResult => ({
    ...passedScenario,
    id,
    verdict: verdicts[id] ?? "passed",
  }));
  const { run } = sampleResults();
  return {
    schemaVersion: 1,
    run: { ...run, verdict: verdictOfRun(scenarios), counts: countVerdicts(scenarios) },
    scenarios,
  };
}

/** Every scenario that the table names, once. */
export function coveringIds(): readonly string[] {
  return [...new Set(seedProcedures.flatMap(({ scenarios }) => scenarios))];
}
