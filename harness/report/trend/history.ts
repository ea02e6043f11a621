import { failureOf, type ScenarioResult } from "../scenario-result.ts";
import type { Verdict } from "../verdicts.ts";
import type { RunReport } from "./trend-runs.ts";
import { type WhatRan, whatRan } from "./what-ran.ts";

/** One time that a scenario was in a run; with `--repeat` there are several in one. */
export interface Turn {
  readonly verdict: Verdict;
  /** Milliseconds. */
  readonly durationMs: number;
  readonly ran: WhatRan;
  /** The first line of what went wrong, or its beginning. */
  readonly error?: string;
}

/** What became of a scenario, run by run. */
export interface History {
  /** Without the number of a turn. */
  readonly id: string;
  /** As the newest run has it. */
  readonly title: string;
  /** One for each run, oldest first; empty where the scenario was not in it. */
  readonly turns: readonly (readonly Turn[])[];
}

/** The histories of all scenarios that are in any of the runs, by id. */
export function historiesOf(runs: readonly RunReport[]): History[] {
  const found = new Map<string, { title: string; turns: Turn[][] }>();
  for (const [place, { results }] of runs.entries()) {
    for (const scenario of results.scenarios) {
      const id = withoutTurn(scenario.id);
      const history = found.get(id) ?? { title: "", turns: runs.map(() => []) };
      history.title = scenario.title;
      history.turns[place]?.push(turnOf(scenario, whatRan(results.run, scenario)));
      found.set(id, history);
    }
  }
  return [...found]
    .map(([id, history]) => ({ id, ...history }))
    .toSorted((a, b) => a.id.localeCompare(b.id, "en"));
}

/** `tkglab run --repeat` tells turns apart by a number behind the id. */
function withoutTurn(id: string): string {
  return id.replace(/#\d+$/, "");
}

function turnOf(scenario: ScenarioResult, ran: WhatRan): Turn {
  const { verdict, durationMs } = scenario;
  const error = failureOf(scenario)?.message.trim().split("\n")[0];
  return { verdict, durationMs, ran, ...(error === undefined ? {} : { error: beginningOf(error) }) };
}

/** Enough to know one failure from another; the run's own report has the rest. */
const enough = 280;

function beginningOf(line: string): string {
  return line.length <= enough ? line : `${line.slice(0, enough).trimEnd()}…`;
}
