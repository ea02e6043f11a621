import { HarnessError } from "../core/errors.ts";
import type { Results, Run } from "./results.ts";
import { missingShards } from "./run-command.ts";
import type { ScenarioResult } from "./scenario-result.ts";
import { countVerdicts, runVerdicts, verdictOfRun } from "./verdicts.ts";

type Runs = readonly [Run, ...Run[]];

/**
 * Makes one of the results of several shards. Where one shard did not run a scenario and another did, the one that
 * ran counts. A shard that is missing, and a report that was `lost` (a sentence each), make the run broken: what was in
 * them nobody knows. Evidence is named, not moved: the caller copies the files.
 * @throws HarnessError `usage` for no results at all, and for a scenario that two shards ran.
 */
export function mergeResults(list: readonly Results[], lost: readonly string[] = []): Results {
  const [first, ...others] = list;
  if (first === undefined) {
    throw new HarnessError({
      code: "usage",
      message: "Merging results: there are none to merge",
      hint: "tkglab report merge <results.json>...",
    });
  }
  const scenarios = mergeScenarios(list);
  const merged = mergeRuns([first.run, ...others.map(({ run }) => run)], scenarios);
  const missing = missingShards(merged).map(
    (shard) => `shard ${shard} is missing: nobody knows how it ended`,
  );
  const gaps = [...lost.map((what) => `lost: ${what}`), ...missing];
  const run = { ...merged, notes: distinct([...merged.notes, ...gaps]) };
  return {
    schemaVersion: 1,
    run: gaps.length === 0 ? run : { ...run, verdict: "broken" },
    scenarios,
  };
}

/** The ids of the runs that a run was merged from; none where it was not. */
export function partsOf({ notes }: Pick<Run, "notes">): readonly string[] {
  return notes.flatMap((note) => mergedFrom.exec(note)?.[1]?.split(", ") ?? []);
}

const mergedFrom = /^merged from \d+ runs: (.+)$/;

function mergeScenarios(list: readonly Results[]): ScenarioResult[] {
  const kept = new Map<string, { readonly scenario: ScenarioResult; readonly runId: string }>();
  for (const { run, scenarios } of list) {
    for (const scenario of scenarios) {
      const earlier = kept.get(scenario.id);
      if (earlier === undefined || earlier.scenario.verdict === "not-run") {
        kept.set(scenario.id, { scenario, runId: run.id });
      } else if (scenario.verdict !== "not-run") {
        throw new HarnessError({
          code: "usage",
          message: `Merging results: ${scenario.id} is in two of them; ${earlier.scenario.verdict} in run ${earlier.runId}, ${scenario.verdict} in run ${run.id}`,
          hint: "merge the shards of one run: tkglab run --shard 1/2 and --shard 2/2",
        });
      }
    }
  }
  return [...kept.values()].map(({ scenario }) => scenario);
}

function mergeRuns(runs: Runs, scenarios: readonly ScenarioResult[]): Run {
  const [first, ...others] = runs;
  if (others.length === 0) return first;
  const startedAt = new Date(Math.min(...runs.map((run) => Date.parse(run.startedAt))));
  const endedAt = new Date(Math.max(...runs.map((run) => Date.parse(run.endedAt))));
  const ids = distinct(runs.map(({ id }) => id));
  return {
    id: ids.length === 1 ? first.id : `${first.id}+${ids.length - 1}`,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    durationMs: endedAt.getTime() - startedAt.getTime(),
    tkglabVersion: distinct(runs.map(({ tkglabVersion }) => tkglabVersion)).join(", "),
    command: distinct(runs.map(({ command }) => command)).join("\n"),
    host: first.host,
    verdict: worstVerdict(runs, scenarios),
    counts: countVerdicts(scenarios),
    notes: distinct([
      `merged from ${runs.length} runs: ${ids.join(", ")}`,
      ...hostNotes(runs),
      ...runs.flatMap(({ notes }) => notes),
    ]),
  };
}

/** A shard's verdict counts beside its scenarios': it may have broken before any of them began. */
function worstVerdict(runs: Runs, scenarios: readonly ScenarioResult[]): Run["verdict"] {
  const said = [...runs.map(({ verdict }) => verdict), verdictOfRun(scenarios)];
  return runVerdicts.findLast((verdict) => said.includes(verdict)) ?? "broken";
}

/** The header shows the first run's host; the others are named where they differ. */
function hostNotes([first, ...others]: Runs): string[] {
  return others
    .filter(({ host }) => JSON.stringify(host) !== JSON.stringify(first.host))
    .map(
      ({ id, host }) =>
        `run ${id} was on ${host.os} ${host.arch}, ${host.cpus} CPUs, Docker ${host.docker}, kernel ${host.kernel}`,
    );
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
