import { cpus, totalmem, release, type as osType } from "node:os";
import { systemClock } from "../core/clock.ts";
import { countVerdicts, type Results, verdictOfRun } from "../report/index.ts";
import type { RunOutcome } from "./run-scenarios.ts";
import { sourceVersion } from "./source-version.ts";

export interface AssembleInput extends Omit<RunOutcome, "secrets"> {
  readonly runId: string;
  readonly start: { readonly at: Date; readonly elapsed: number };
  readonly command: readonly string[];
}

/** Puts results.json together: what ran where, and what came of it. */
export async function assembleResults(input: AssembleInput): Promise<Results> {
  const { runId, start, command, scenarios, notes, isBroken, docker = "does not answer" } = input;
  return {
    schemaVersion: 1,
    run: {
      id: runId,
      startedAt: start.at.toISOString(),
      endedAt: new Date(systemClock.now()).toISOString(),
      durationMs: systemClock.elapsed() - start.elapsed,
      tkglabVersion: await sourceVersion(),
      command: command.join(" "),
      host: {
        os: osType(),
        arch: process.arch,
        cpus: cpus().length,
        memoryBytes: totalmem(),
        docker,
        kernel: release(),
      },
      verdict: isBroken ? "broken" : verdictOfRun(scenarios),
      counts: countVerdicts(scenarios),
      notes: [...notes],
    },
    scenarios: [...scenarios],
  };
}
