import { describe, expect, it } from "vitest";
import type { Outcome } from "./meet-fault.ts";
import { checkSignalOutcome } from "./meet-signal.ts";

function met(change: Partial<Outcome>) {
  const outcome = {
    exitCode: 130,
    verdict: "broken",
    message: "Stopped by SIGINT",
    left: [],
    seconds: 9,
    ...change,
  };
  return { at: 7.5, during: "given: a cluster", outcome };
}
const interrupt = { name: "INT" } as const;

describe("checkSignalOutcome", () => {
  it.each([
    ["a run that was stopped", {}],
    ["one that was stopped before it reported", { verdict: "none" }],
    ["one that was done before", { exitCode: 0, verdict: "passed" }],
  ])("is content with %s", (_, change) => {
    expect(() => checkSignalOutcome(interrupt, met(change))).not.toThrow();
  });

  it("wants 137 after SIGKILL", () => {
    expect(() => checkSignalOutcome({ name: "KILL" }, met({ exitCode: 137 }))).not.toThrow();
    expect(() => checkSignalOutcome({ name: "KILL" }, met({}))).toThrow("exit code 130, not 137");
  });

  it("takes no verdict on the procedure, and nothing that is left", () => {
    const lie = met({ exitCode: 1, verdict: "failed", left: ["container tkglab-1"] });
    expect(() => checkSignalOutcome(interrupt, lie)).toThrow(
      "exit code 1, not 130; verdict failed: the procedure is blamed; left behind: container tkglab-1. It said: Stopped by SIGINT",
    );
  });
});
