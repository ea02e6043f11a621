import type { ScenarioResult } from "../report/index.ts";

/** What broke a scenario, and what it saw where it did not pass; empty for one that has passed. */
export function textOfScenario({ verdict, steps, proofs, error }: ScenarioResult): string {
  if (verdict !== "failed" && verdict !== "broken") return "";
  const amiss = steps.filter((step) => step.verdict === "failed" || step.verdict === "broken");
  const names = new Set(amiss.map(({ name }) => name));
  const said = [
    ...proofs.filter(({ step }) => names.has(step)).map(({ text }) => text),
    ...amiss.map((step) => step.error?.message),
    error?.message,
  ];
  return said.filter((text) => text !== undefined).join("\n");
}
