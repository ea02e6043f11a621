import { type Failure, failureOf, type Proof, type ScenarioResult } from "../../report/index.ts";
import type { SecretWatch } from "./secret-watch.ts";

/** A scenario's result in which each secret is `***`; it is broken if the watch has found any, here or before. */
export function withoutSecrets(result: ScenarioResult, watch: SecretWatch): ScenarioResult {
  const { proofs, ...rest } = watch.value("results.json", result);
  const hidden = { ...rest, proofs: proofs.map(withWhatMatches) };
  const { failure } = watch;
  return failure === undefined
    ? hidden
    : { ...hidden, verdict: "broken", error: together(failureOf(hidden), failure) };
}

/** What matched is a part of the text, also when a secret that it ended in is gone. */
function withWhatMatches({ matched, ...proof }: Proof): Proof {
  return matched !== undefined && proof.text.includes(matched) ? { ...proof, matched } : proof;
}

/** What went wrong first is told first; the code says that a secret was there, whatever else happened. */
function together(first: Failure | undefined, then: Failure): Failure {
  return first === undefined ? then : { ...then, message: `${first.message}\nthen: ${then.message}` };
}
