import { passedScenario } from "../sample-passed.ts";
import { failedScenario } from "../sample-failed.ts";
import { sampleResults } from "../sample-results.ts";
import type { ScenarioResult } from "../scenario-result.ts";
import { countVerdicts, type Verdict, verdictOfRun } from "../verdicts.ts";
import type { RunReport } from "./trend-runs.ts";

/** What a made-up scenario of a made-up run is. */
export interface SampleTurn {
  readonly id: string;
  readonly verdict: Verdict;
  /** Seconds. */
  readonly took?: number;
  /** The version of the one thing that it ran with. */
  readonly version?: string;
}

const day = 24 * 60 * 60 * 1000;

/** For tests: a run that began so many days after the first one. */
export function sampleRun(
  days: number,
  turns: readonly SampleTurn[],
  more: { readonly href?: string; readonly command?: string; readonly notes?: string[] } = {},
): RunReport {
  const { run } = sampleResults();
  const scenarios = turns.map(sampleScenario);
  const started = Date.parse("2026-03-01T02:05:00.000Z") + days * day;
  const { href, command = "tkglab run --all", notes = [] } = more;
  return {
    results: {
      schemaVersion: 1,
      run: {
        ...run,
        id: `run-${String(days).padStart(2, "0")}`,
        startedAt: new Date(started).toISOString(),
        endedAt: new Date(started + run.durationMs).toISOString(),
        ...{ command, notes },
        verdict: verdictOfRun(scenarios),
        counts: countVerdicts(scenarios),
      },
      scenarios,
    },
    ...(href === undefined ? {} : { href }),
  };
}

/** For tests: a night for each letter of a text: `p`assed, `f`ailed, `b`roken, `s`kipped, `-` for not in the run. */
export function sampleNights(letters: Readonly<Record<string, string>>): RunReport[] {
  const nights = Math.max(...Object.values(letters).map(({ length }) => length));
  return Array.from({ length: nights }, (_, night) =>
    sampleRun(
      night,
      Object.entries(letters).flatMap(([id, text]) => {
        const verdict = verdictOf[text[night] ?? "-"];
        return verdict === undefined ? [] : [{ id, verdict }];
      }),
    ),
  );
}

const verdictOf: Readonly<Record<string, Verdict>> = {
  p: "passed",
  f: "failed",
  b: "broken",
  s: "skipped",
};

function sampleScenario({ id, verdict, took = 60, version = "1.0" }: SampleTurn): ScenarioResult {
  const sample = verdict === "passed" ? passedScenario : failedScenario;
  const versions = [{ name: "kind", version }];
  const reason = verdict === "skipped" ? { reason: "left out" } : {};
  return { ...sample, id, title: `What ${id} shows`, verdict, durationMs: took * 1000, versions, ...reason };
}
