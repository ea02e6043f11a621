import { counted, moment } from "../html/amounts.ts";
import { type VerdictCounts, verdicts, countOf, verdictWord } from "../verdicts.ts";
import { mattersOf } from "./matters.ts";
import type { Trend, TrendRun } from "./trend.ts";

/** The trend for a terminal: the newest run, then what stands out, a line or two for each. */
export function trendText(trend: Trend): string {
  const matters = mattersOf(trend);
  const width = Math.max(0, ...matters.map(({ kind }) => kind.length));
  const lines = matters.flatMap(({ kind, id, before, run, after, error }) => [
    `${kind.padEnd(width)}  ${id}`,
    `${" ".repeat(width)}  ${before} ${run.id}${after}`,
    ...(error === undefined ? [] : [`${" ".repeat(width)}  ${error}`]),
  ]);
  return [
    `${spanOf(trend)}\nthe newest: ${newestText(trend.newest)}`,
    ...(lines.length === 0 ? [] : ["", ...lines]),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

/** Which runs it is made of. */
export function spanOf({ runs, newest, scenarios }: Trend): string {
  const [oldest = newest] = runs;
  const days = [...new Set([oldest, newest].map(({ startedAt }) => moment(startedAt)))];
  return `${counted(runs.length, "run")} of ${counted(scenarios.length, "scenario")}, ${days.join(" to ")}`;
}

function newestText({ id, counts, missingShards }: TrendRun): string {
  const missing = missingShards.map((shard) => `, shard ${shard} missing`).join("");
  return `${id}, ${countsText(counts)}${missing}`;
}

/** `58 passed, 1 failed`; without what there is none of. */
export function countsText(counts: VerdictCounts): string {
  const said = verdicts
    .filter((verdict) => counts[countOf[verdict]] > 0)
    .map((verdict) => `${counts[countOf[verdict]]} ${verdictWord[verdict].toLowerCase()}`);
  return said.length === 0 ? "no scenarios" : said.join(", ");
}
