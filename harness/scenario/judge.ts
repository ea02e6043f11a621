import type { Attempt } from "../core/attempt.ts";
import { HarnessError } from "../core/errors.ts";
import { Explainer, readSymptoms } from "../explain/index.ts";
import type { Proof } from "../report/index.ts";
import type { Step } from "./definition.ts";

/** Turns what a red or green step gave into its proof. */
export function proofOf(step: Step, attempt: Attempt): Proof {
  const matched = matchOf(step.expected, attempt.text);
  return {
    color: step.kind === "red" ? "red" : "green",
    step: step.name,
    command: attempt.command,
    text: attempt.text,
    ...(step.expected === undefined ? {} : { expected: step.expected.source }),
    ...(matched === undefined || matched === "" ? {} : { matched }),
    ...(step.symptom === undefined ? {} : { symptom: step.symptom }),
  };
}

/**
 * Decides a red or green step.
 * @throws HarnessError `check` with what was expected and what happened.
 */
export function judge(step: Step, attempt: Attempt): void {
  const { command, succeeded, text } = attempt;
  if (step.kind === "red" && succeeded) {
    throw unmet(`${command}: it should fail with ${String(step.expected)}, yet it succeeded: ${text}`);
  }
  if (step.kind === "green" && !succeeded) {
    throw unmet(`${command}: it should succeed, yet it failed: ${text}`);
  }
  if (step.expected !== undefined && matchOf(step.expected, text) === undefined) {
    throw unmet(`${command}: its text should match ${String(step.expected)}; actual: ${text}`);
  }
  if (step.symptom !== undefined) judgeSymptom(step.symptom, attempt);
}

/** What a real component has said is what explains it: the pattern is tested here, not by a text that somebody made up. */
function judgeSymptom(symptom: string, { command, text }: Attempt): void {
  const found = new Explainer(readSymptoms()).explain(text).map((one) => one.symptom.id);
  if (found.includes(symptom)) return;
  const actual = found.length === 0 ? "none" : found.join(", ");
  throw unmet(
    `${command}: tkglab explain should find symptom ${symptom} in its text; actual: ${actual}: ${text}`,
  );
}

/** A copy of the expression looks: one with the flags g or y remembers where it looked last. */
function matchOf(expected: RegExp | undefined, text: string): string | undefined {
  return expected === undefined ? undefined : new RegExp(expected).exec(text)?.[0];
}

function unmet(message: string): HarnessError {
  return new HarnessError({ code: "check", message });
}
