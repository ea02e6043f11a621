import { countVerdicts, type Results, verdictOfRun } from "../report/index.ts";
import { SecretWatch } from "../scenario/secrets/secret-watch.ts";
import { withoutSecrets } from "../scenario/secrets/without-secrets.ts";

/**
 * The results of a run in which each secret is `***`. A scenario has searched its own record; what the engine said of it
 * came later. A secret that is no scenario's breaks the run.
 */
export function resultsWithoutSecrets(results: Results, secrets: readonly string[]): Results {
  const scenarios = results.scenarios.map((scenario) => withoutSecrets(scenario, new SecretWatch(secrets)));
  const watch = new SecretWatch(secrets);
  const run = watch.value("results.json, run", results.run);
  const { failure } = watch;
  return {
    ...results,
    scenarios,
    run: {
      ...run,
      notes: failure === undefined ? run.notes : [...run.notes, failure.message],
      verdict: failure !== undefined || run.verdict === "broken" ? "broken" : verdictOfRun(scenarios),
      counts: countVerdicts(scenarios),
    },
  };
}
