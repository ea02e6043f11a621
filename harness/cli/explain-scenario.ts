import { Explainer, explanationOf, readSymptoms } from "../explain/index.ts";
import { textOfScenario } from "../explain/scenario-text.ts";
import type { ScenarioResult } from "../report/index.ts";

/** A scenario's result, and where it did not pass what `tkglab explain` says of what it saw. */
export function explainScenario(result: ScenarioResult): ScenarioResult {
  const text = textOfScenario(result);
  if (text === "") return result;
  const found = new Explainer(readSymptoms()).explain(text).map(explanationOf);
  const explained = found.flatMap(({ id: symptom, title, causes: [likeliest] }) =>
    likeliest === undefined ? [] : [{ symptom, title, cause: likeliest.is, cure: likeliest.cure }],
  );
  return explained.length === 0 ? result : { ...result, explained };
}
