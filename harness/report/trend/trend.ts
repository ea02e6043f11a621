import { HarnessError } from "../../core/errors.ts";
import { missingShards } from "../run-command.ts";
import type { Results, Run } from "../results.ts";
import { exitCodeOfVerdicts, type Verdict } from "../verdicts.ts";
import { type History, historiesOf } from "./history.ts";
import { type Presence, presenceOf } from "./presence.ts";
import { type Stability, stabilityOf } from "./stability.ts";
import { type Times, timesOf } from "./times.ts";
import { newestRuns, type RunReport } from "./trend-runs.ts";

/** A run within a trend. */
export type TrendRun = Pick<Run, "id" | "startedAt" | "durationMs" | "verdict" | "counts"> & {
  readonly href?: string;
  /** Shards that its report lacks, such as `2/3`. */
  readonly missingShards: readonly string[];
  readonly exitCode: 0 | 1 | 2;
};

/** A scenario within a trend; runs are told by their place, 0 is the oldest. */
export interface ScenarioTrend extends Presence {
  readonly id: string;
  readonly title: string;
  /** The verdicts of its turns, one list for each run; empty where it was not in it. */
  readonly verdicts: readonly (readonly Verdict[])[];
  /** How often it passed of the times that it passed, failed or broke. */
  readonly passed: number;
  readonly ran: number;
  readonly stability: Stability;
  readonly times?: Times;
}

/** What several runs tell together. */
export interface Trend {
  /** Oldest first. */
  readonly runs: readonly TrendRun[];
  /** The last of them. */
  readonly newest: TrendRun;
  /** By id. */
  readonly scenarios: readonly ScenarioTrend[];
}

/**
 * Makes the trend of the newest `last` runs of those that were found.
 * @throws HarnessError `usage` where there are none
 */
export function trendOf(found: readonly RunReport[], last: number): Trend {
  const runs = newestRuns(found, last);
  const newest = runs.at(-1);
  if (newest === undefined) throw noRuns();
  const outages = new Set(runs.flatMap(({ results }, place) => (isOutage(results) ? [place] : [])));
  return {
    runs: runs.map(trendRun),
    newest: trendRun(newest),
    scenarios: historiesOf(runs).map((history) => scenarioTrend(history, runs, outages)),
  };
}

/**
 * The exit code: 1 where a scenario failed in the newest run or is flaky, else 2 where the newest run broke, else 0. What
 * is gone makes nothing fail.
 */
export function exitCodeOfTrend({ newest, scenarios }: Trend): 0 | 1 | 2 {
  const isBad = scenarios.some(
    ({ verdicts, stability, goneAfter }) =>
      verdicts.at(-1)?.includes("failed") === true || (stability.kind === "flaky" && goneAfter === undefined),
  );
  return isBad ? 1 : newest.exitCode;
}

/** Whether a run speaks of its machine alone: everything that ran in it broke, and that was more than one scenario. */
function isOutage({ scenarios }: Results): boolean {
  const ran = scenarios.filter(({ verdict }) => verdict !== "skipped" && verdict !== "not-run");
  return ran.length > 1 && ran.every(({ verdict }) => verdict === "broken");
}

function trendRun({ results, href }: RunReport): TrendRun {
  const { id, startedAt, durationMs, verdict, counts } = results.run;
  return {
    ...{ id, startedAt, durationMs, verdict, counts },
    ...(href === undefined ? {} : { href }),
    missingShards: missingShards(results.run),
    exitCode: exitCodeOfVerdicts(results),
  };
}

function scenarioTrend(
  history: History,
  runs: readonly RunReport[],
  outages: ReadonlySet<number>,
): ScenarioTrend {
  const { id, title, turns } = history;
  const verdicts = turns.map((inRun) => inRun.map(({ verdict }) => verdict));
  const all = verdicts.flat();
  const times = timesOf(history);
  return {
    ...{ id, title, verdicts },
    passed: all.filter((verdict) => verdict === "passed").length,
    ran: all.filter((verdict) => verdict !== "skipped" && verdict !== "not-run").length,
    stability: stabilityOf(history, outages),
    ...(times === undefined ? {} : { times }),
    ...presenceOf(history, runs),
  };
}

function noRuns(): HarnessError {
  return new HarnessError({
    code: "usage",
    message: "Making the trend: there are no runs",
    hint: "tkglab run writes reports; tkglab report trend <folder>...",
  });
}
