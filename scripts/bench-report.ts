/**
 * `npm run bench:report`: what becomes of many reports. Its shards and nights are made up, so that it needs no Docker and
 * nothing that is built; each figure is the median of some rounds, from the command to its end.
 */
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { $ } from "zx";
import { sampleShard, writeSampleShard } from "../harness/report/sample-shards.ts";
import { sampleRun } from "../harness/report/trend/sample-trend.ts";
import { writeReport } from "../harness/report/write-report.ts";
import { printFigure, timed } from "./parts/figures.ts";
import { tkglab } from "./parts/in-project.ts";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "5" } } });
const rounds = Number(values.rounds);
const shards = 50;
const nights = 30;
const scenarios = 60;
$.quiet = true;

const work = await mkdtemp(join(tmpdir(), "tkglab-bench-"));
try {
  await measureMerge();
  await measureTrend();
} finally {
  await rm(work, { recursive: true });
}

/** Three scenarios in each shard that failed, with the evidence that such a one leaves. */
async function measureMerge(): Promise<void> {
  const dirs = Array.from({ length: shards }, (_, place) => join(work, `shard-${place + 1}`));
  for (const [place, dir] of dirs.entries())
    await writeSampleShard({ results: sampleShard(place + 1, shards), dir });
  const whole = join(work, "whole");
  const seconds = await median(async () => {
    await rm(whole, { recursive: true, force: true });
    return run("report", "merge", ...dirs, "--report-dir", whole);
  });
  await access(join(whole, `evidence/shard-${shards}/scenario-3/journal.log`));
  printFigure(`merging ${shards} shards with their evidence, s`, seconds, 2);
}

async function measureTrend(): Promise<void> {
  const reports = join(work, "nights");
  for (let night = 0; night < nights; night += 1) {
    const turns = Array.from({ length: scenarios }, (_, place) => ({
      id: `area-${place % 6}/scenario-${place}`,
      verdict: place === night ? ("failed" as const) : ("passed" as const),
    }));
    const { results } = sampleRun(night, turns);
    await writeReport({ results, dir: join(reports, results.run.id) });
  }
  const seconds = await median(() => run("report", "trend", reports, "--out", reports));
  await access(join(reports, "trend.html"));
  printFigure(`trend of ${nights} runs of ${scenarios} scenarios, s`, seconds, 2);
}

/** Seconds. Some scenarios have failed, and the exit code says so. */
async function run(...args: readonly string[]): Promise<number> {
  const { ms, value } = await timed(() => $({ nothrow: true })`${tkglab(...args)}`);
  if (value.exitCode === 1) return ms / 1000;
  throw new Error(`${args.join(" ")}: exit code ${value.exitCode ?? "none"}: ${value.stderr}`);
}

async function median(measure: () => Promise<number>): Promise<number> {
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) seconds.push(await measure());
  return seconds.toSorted((a, b) => a - b)[Math.floor((rounds - 1) / 2)] ?? Number.NaN;
}
