import { describe, expect, it } from "vitest";
import { spoken } from "../explain/spoken.ts";
import { failedScenario } from "../report/sample-failed.ts";
import { explainScenario } from "./explain-scenario.ts";

describe("explainScenario", () => {
  it("names the symptom in what a failed scenario saw, the likeliest cause and its cure", () => {
    const error = {
      code: "check",
      message: `hello-app: it should succeed, yet it failed: ${spoken.N01?.[0] ?? ""}`,
    };
    expect(explainScenario({ ...failedScenario, error }).explained).toEqual([
      {
        symptom: "N01",
        title: "A node refuses the registry's certificate",
        cause: "the CA is not in the node's trust store",
        cure: expect.stringContaining("rehash_ca_certificates.sh") as unknown,
      },
    ]);
  });

  it("says nothing of what it does not know, and of what has passed", () => {
    expect(explainScenario({ ...failedScenario, steps: [], proofs: [] }).explained).toBeUndefined();
    const passed = { ...failedScenario, verdict: "passed" as const };
    expect(explainScenario(passed)).toBe(passed);
  });
});
