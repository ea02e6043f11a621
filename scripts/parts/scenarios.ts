import type { Results, ScenarioResult } from "../../harness/report/index.ts";
import { readTails } from "./evidence-tails.ts";
import { readFrom, tkglab } from "./in-project.ts";
import { type Count, orBroken } from "./part.ts";

// Loaded when there is something to read: on a fresh machine the npm packages come after this file.
const report = () => import("../../harness/report/index.ts");

/** Runs the scenarios that belong to every change, says why one did not pass, and counts their verdicts. */
export async function scenarios(print: (text: string) => void): Promise<Count> {
  const { exitCode, stdout } = await readFrom(tkglab("run", "--tag", "ci", "--json"));
  const results = await readVerdicts(stdout);
  if (results === undefined) return orBroken({ passed: 0, failed: 0 }, exitCode);
  for (const scenario of results.scenarios.filter(isBad)) {
    // Where CI keeps nothing but what was printed, this is all there is to go by.
    print(`${await readTails(results.run.id, scenario)}${await describeBadScenario(scenario)}`);
  }
  for (const { id, verdict } of results.scenarios) print(`${verdict.padEnd("not-run".length)}  ${id}\n`);
  return orBroken(countVerdicts(results.scenarios), exitCode);
}

/** Reads what `tkglab run --json` printed: results.json, or nothing where it did not come so far. */
export async function readVerdicts(stdout: string): Promise<Results | undefined> {
  return stdout.trim() === "" ? undefined : (await report()).readResults(stdout);
}

/** A scenario that broke did not pass; one that was skipped or not run neither passed nor failed. */
export function countVerdicts(scenarios: readonly Pick<ScenarioResult, "verdict">[]): Count {
  const having = (...wanted: readonly string[]) =>
    scenarios.filter(({ verdict }) => wanted.includes(verdict)).length;
  return { passed: having("passed"), failed: having("failed", "broken") };
}

/** What a person wants to know first of a scenario that did not pass. */
export async function describeBadScenario(scenario: ScenarioResult): Promise<string> {
  const failure = (await report()).failureOf(scenario);
  const lines = [
    `${scenario.verdict}: ${scenario.id}`,
    ...(failure === undefined ? [] : failure.message.trimEnd().split("\n")),
    ...(failure?.hint === undefined ? [] : [`what to do: ${failure.hint}`]),
  ];
  return `${lines.join("\n  ")}\n`;
}

function isBad({ verdict }: ScenarioResult): boolean {
  return verdict === "failed" || verdict === "broken";
}
