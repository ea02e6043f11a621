import type { Budget } from "../core/budgets.ts";
import { HarnessError } from "../core/errors.ts";
import type { Step } from "./definition.ts";

/** What vitest aborts a test's signal with: `test-failure` is its word for --bail. */
interface VitestAbort {
  readonly reason: string;
}

/** Why a step was stopped from outside, in our words. */
export function stoppedBy(reason: unknown): HarnessError {
  return new HarnessError({
    code: "interrupted",
    message:
      isVitestAbort(reason) && reason.reason === "test-failure"
        ? "Another scenario did not pass (--bail) while this step was under way"
        : "The run was stopped while this step was under way",
    cause: reason,
  });
}

/** The error of a step that has used up its time. */
export function tookTooLong(step: Step, budget: Budget): HarnessError {
  return new HarnessError({
    code: "timeout",
    message: `Carrying out "${step.title}": not done within ${budget.limit / 1000} s (budget ${budget.name})`,
    hint: `tkglab run --step-limit ${Math.ceil((2 * budget.limit) / 1000)} gives every step twice the time`,
  });
}

function isVitestAbort(reason: unknown): reason is VitestAbort {
  return reason instanceof Error && "reason" in reason && typeof reason.reason === "string";
}
