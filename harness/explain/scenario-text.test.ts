import { describe, expect, it } from "vitest";
import { failedScenario } from "../report/sample-failed.ts";
import { textOfScenario } from "./scenario-text.ts";

describe("textOfScenario", () => {
  it("is what the steps saw and said that did not pass", () => {
    const [red, green] = failedScenario.proofs;
    const text = textOfScenario(failedScenario);
    expect(text).toContain("Reconcile failed: Fetching resources");
    expect(text).not.toContain(red?.text);
    expect(text).toContain(green?.text ?? "");
  });

  it("is nothing of one that has passed", () => {
    expect(textOfScenario({ ...failedScenario, verdict: "passed" })).toBe("");
  });

  it("has what broke a scenario between two steps", () => {
    const error = { code: "internal", message: "something else" };
    expect(textOfScenario({ ...failedScenario, steps: [], proofs: [], verdict: "broken", error })).toBe(
      "something else",
    );
  });
});
