import { describe, expect, it } from "vitest";
import { HarnessError } from "../core/errors.ts";
import type { ScenarioResult } from "../report/index.ts";
import { Scenario } from "../scenario/definition.ts";
import { fakeHeader } from "../scenario/fake-header.ts";
import { notYetRun } from "../scenario/record.ts";
import { type Circumstances, concludeScenario } from "./conclude-scenario.ts";

const blank = notYetRun(new Scenario(fakeHeader), { idSuffix: "" });
const clean = { verdict: "clean", left: [], durationMs: 1 } satisfies ScenarioResult["cleanup"];
const passed: ScenarioResult = { ...blank, verdict: "passed", cleanup: clean };
const cutOff: ScenarioResult = { ...blank, verdict: "broken", cleanup: clean };
const failed: ScenarioResult = { ...passed, verdict: "failed", error: { code: "check", message: "4 !== 5" } };
const stopped: ScenarioResult = { ...cutOff, error: { code: "interrupted", message: "stopped" } };
const problem = { code: "timeout", message: "Cleaning up: not done", hint: "look" };
const interrupt = AbortSignal.abort(new HarnessError({ code: "interrupted", message: "Stopped by SIGINT" }));

function conclude(given: Partial<Circumstances>): ScenarioResult {
  return concludeScenario({
    blank,
    record: undefined,
    problem: undefined,
    stray: undefined,
    failure: undefined,
    signal: new AbortController().signal,
    bail: false,
    ...given,
  });
}

describe("a scenario without a record", () => {
  it("is broken by what the engine says of its file", () => {
    expect(conclude({ problem, signal: interrupt })).toEqual({ ...blank, verdict: "broken", error: problem });
  });

  it("was not run when the run was stopped before it", () => {
    const result = conclude({ signal: interrupt, failure: interrupt.reason });
    expect(result).toEqual({ ...blank, reason: "Stopped by SIGINT" });
  });

  it("is broken by what kept all of them from being run", () => {
    const failure = new HarnessError({ code: "no-docker", message: "no answer", hint: "tkglab doctor" });
    const error = { code: "no-docker", message: "no answer", hint: "tkglab doctor" };
    expect(conclude({ failure })).toEqual({ ...blank, verdict: "broken", error });
  });

  it("was not run because of --bail", () => {
    expect(conclude({ bail: true }).reason).toBe("a scenario before it did not pass (--bail)");
  });

  it("is broken where nobody says why", () => {
    expect(conclude({}).error?.message).toBe("Running it: it was never begun, and nobody said why");
    expect(conclude({ stray: problem }).error).toEqual(problem);
  });
});

describe("a scenario with a record", () => {
  it.each([passed, failed])("is what its record says: $verdict", (record) => {
    expect(conclude({ record, signal: interrupt, bail: true })).toEqual(record);
  });

  it("is broken when its clean-up failed, and what went wrong first stays first", () => {
    expect(conclude({ record: passed, problem })).toEqual({ ...passed, verdict: "broken", error: problem });
    expect(conclude({ record: failed, problem })).toEqual({
      ...failed,
      verdict: "broken",
      error: { code: "check", message: "4 !== 5\nthen: Cleaning up: not done" },
    });
  });

  it("says that the run was stopped between two of its steps", () => {
    const error = { code: "interrupted", message: "The run was stopped between two of its steps" };
    expect(conclude({ record: cutOff, signal: interrupt })).toEqual({ ...cutOff, error });
  });

  it("says what ended its worker", () => {
    expect(conclude({ record: cutOff, stray: problem }).error).toEqual(problem);
    expect(conclude({ record: cutOff }).error?.message).toBe(
      "Running it: it ended before its last step, and nobody said why",
    );
  });

  it("was not run when --bail stopped it half-way, unless it left something", () => {
    const reason = "stopped half-way: a scenario beside it did not pass (--bail)";
    expect(conclude({ record: stopped, bail: true })).toEqual({ ...blank, reason });
    const leaky: ScenarioResult = {
      ...stopped,
      cleanup: { ...clean, verdict: "leaked", left: ["volume v"] },
    };
    expect(conclude({ record: leaky, bail: true })).toEqual(leaky);
    expect(conclude({ record: stopped, bail: true, signal: interrupt })).toEqual(stopped);
  });
});
