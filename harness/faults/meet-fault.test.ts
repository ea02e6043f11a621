import { describe, expect, it } from "vitest";
import { checkOutcome, type Outcome } from "./meet-fault.ts";

const outcome: Outcome = {
  exitCode: 2,
  verdict: "broken",
  message: "the container harbor ended at 10:22:11 with exit code 137, killed",
  left: [],
  seconds: 20,
};
const expected = { exitCode: 2, verdict: "broken", message: /container harbor ended/ };

describe("checkOutcome", () => {
  it("is content with what was expected", () => {
    expect(() => checkOutcome(outcome, expected)).not.toThrow();
  });

  it("names all that differs, and what the run said", () => {
    const lie = { ...outcome, exitCode: 1, verdict: "failed", message: "x509: unknown", left: ["volume a"] };
    expect(() => checkOutcome(lie, expected)).toThrow(
      "exit code 1, not 2; verdict failed, not broken; no /container harbor ended/ in the message; left behind: volume a. It said: x509: unknown",
    );
  });

  it("misses what should have been left", () => {
    expect(() => checkOutcome(outcome, { ...expected, left: ["container a"] })).toThrow(
      "left behind: nothing",
    );
  });
});
