import { expect, it } from "vitest";
import { sampleResults } from "../../harness/report/sample-results.ts";
import { readRotation } from "./rotation.ts";

it("reads what the scenario's proof says, and is no number where none does", () => {
  const results = sampleResults();
  expect(readRotation(JSON.stringify(results))).toBeNaN();
  for (const proof of results.scenarios[0]?.proofs.slice(0, 1) ?? []) {
    const line = "rolled out in 66.0 s; Cluster API's own part: 63.9 s; ratio 1.033";
    Object.assign(proof, { text: `patched\n${line}\nabc: there before`, matched: "patched" });
  }
  expect(readRotation(JSON.stringify(results))).toBe(1.033);
});
