import { messageOf } from "../core/errors.ts";
import { type Failure, failureOf, type ScenarioResult } from "../report/index.ts";
import { failureFrom } from "../scenario/record.ts";

/** What is known of how a run went, beside the record of a scenario. */
export interface Circumstances {
  /** The result of the scenario as if nobody had begun it. */
  readonly blank: ScenarioResult;
  /** What the worker wrote down; undefined when it wrote nothing. */
  readonly record: ScenarioResult | undefined;
  /** What the engine says of the scenario's file. */
  readonly problem: Failure | undefined;
  /** What the engine says and cannot put down to any file. */
  readonly stray: Failure | undefined;
  /** What kept the scenarios from being run at all. */
  readonly failure: unknown;
  /** Aborted when the run was stopped. */
  readonly signal: AbortSignal;
  readonly bail: boolean;
}

/** Decides how a scenario ended: by its record, and where that says nothing, by the circumstances. */
export function concludeScenario(given: Circumstances): ScenarioResult {
  return given.record === undefined ? withoutRecord(given) : withRecord(given.record, given);
}

function withoutRecord({ blank, problem, stray, failure, signal, bail }: Circumstances): ScenarioResult {
  const broken = (error: Failure): ScenarioResult => ({ ...blank, verdict: "broken", error });
  if (problem !== undefined) return broken(problem);
  if (signal.aborted) return { ...blank, reason: messageOf(signal.reason) };
  if (failure !== undefined) return broken(failureFrom(failure));
  if (bail) return { ...blank, reason: "a scenario before it did not pass (--bail)" };
  return broken(
    stray ?? { code: "internal", message: "Running it: it was never begun, and nobody said why" },
  );
}

function withRecord(
  record: ScenarioResult,
  { problem, stray, signal, bail, blank }: Circumstances,
): ScenarioResult {
  const first = failureOf(record);
  if (problem !== undefined) return { ...record, verdict: "broken", error: together(first, problem) };
  if (record.verdict !== "broken") return record;
  const isStoppedByBail = first?.code === "interrupted" && bail && !signal.aborted;
  if (isStoppedByBail && record.cleanup.verdict === "clean") {
    return { ...blank, reason: "stopped half-way: a scenario beside it did not pass (--bail)" };
  }
  if (first !== undefined) return record;
  const error: Failure = signal.aborted
    ? { code: "interrupted", message: "The run was stopped between two of its steps" }
    : (stray ?? {
        code: "internal",
        message: "Running it: it ended before its last step, and nobody said why",
      });
  return { ...record, error };
}

/** What went wrong first stays first. */
function together(first: Failure | undefined, then: Failure): Failure {
  return first === undefined ? then : { ...first, message: `${first.message}\nthen: ${then.message}` };
}
