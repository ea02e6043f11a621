import type { Attempt } from "../core/attempt.ts";
import { HarnessError } from "../core/errors.ts";
import type { Proof } from "../report/index.ts";
import type { Step } from "./definition.ts";

/** Turns what a red or green step gave into its proof. */
export function proofOf(step: Step, attempt: Attempt): Proof {
  const matched = step.expected?.exec(attempt.text)?.[0];
  return {
    color: step.kind === "red" ? "red" : "green",
    step: step.name,
    command: attempt.command,
    text: attempt.text,
    ...(step.expected === undefined ? {} : { expected: step.expected.source }),
    ...(matched === undefined || matched === "" ? {} : { matched }),
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
  if (step.expected !== undefined && !step.expected.test(text)) {
    throw unmet(`${command}: its text should match ${String(step.expected)}; actual: ${text}`);
  }
}

function unmet(message: string): HarnessError {
  return new HarnessError({ code: "check", message });
}
