import { describeError } from "../core/errors.ts";
import type { ScenarioResult } from "../report/index.ts";
import type { EngineProblem } from "../scenario/run-files.ts";
import { takeSecrets } from "../scenario/secrets/known-secrets.ts";
import type { RunSettings } from "../scenario/settings.ts";
import { byCell } from "./by-cell.ts";
import type { Chosen } from "./choose-scenarios.ts";
import { cleanUpRun } from "./clean-up-run.ts";
import { collectResults } from "./collect-results.ts";
import { prepareRun, type PrepareRunInput } from "./prepare-run.ts";
import { progressReporter } from "./progress-reporter.ts";

/** What came of a run: the results of its scenarios and what cannot be put down to any. */
export interface RunOutcome {
  readonly scenarios: readonly ScenarioResult[];
  readonly notes: readonly string[];
  /** Whether something broke that is no scenario's. */
  readonly isBroken: boolean;
  /** The version of the Docker engine; undefined when it does not answer. */
  readonly docker: string | undefined;
  /** What the scenarios knew and no report may hold. */
  readonly secrets: readonly string[];
}

/** Prepares what the scenarios use, runs them as often as is asked for, collects their results and cleans up. */
export async function runScenarios(input: PrepareRunInput): Promise<RunOutcome> {
  const { chosen, options, folders, progress, signal } = input;
  const { docker, settings, failure: unprepared } = await prepareRun(input);
  const scenarios: ScenarioResult[] = [];
  const strays: EngineProblem[] = [];
  let failure = unprepared;
  const { bail } = options;
  for (const idSuffix of suffixes(options.repeat)) {
    const results = new Map<Chosen, ScenarioResult>();
    for (const { cell, members } of byCell(chosen)) {
      let problems: EngineProblem[] = [];
      const isOver = signal.aborted || (bail && hasFailed([...scenarios, ...results.values()]));
      if (settings !== undefined && failure === undefined && !isOver) {
        try {
          problems = await play({ ...input, chosen: members }, { ...settings, cell, idSuffix });
        } catch (error) {
          failure = error;
        }
      }
      strays.push(...problems.filter(({ file }) => file === undefined));
      const { recordsDir } = folders;
      const collected = { chosen: members, recordsDir, idSuffix, problems, failure, signal, bail };
      for (const [place, result] of (await collectResults(collected)).entries()) {
        const member = members[place];
        if (member !== undefined) results.set(member, result);
      }
    }
    scenarios.push(...chosen.flatMap((one) => results.get(one) ?? []));
  }
  if (failure !== undefined) progress.say(describeError(failure));
  const secrets = await takeSecrets(folders.secretsDir);
  const left = await cleanUpRun({
    folders,
    scenarios,
    hadDocker: docker !== undefined,
    isInterrupted: signal.aborted,
  });
  return {
    scenarios,
    docker,
    secrets,
    notes: [
      ...strays.map((stray) => stray.failure.message),
      ...(failure === undefined ? [] : [describeError(failure)]),
      ...left.map((name) => `Left behind: ${name}`),
    ],
    isBroken: strays.length + left.length > 0 || failure !== undefined,
  };
}

async function play(
  { chosen, options, folders, progress, signal }: PrepareRunInput,
  settings: RunSettings,
): Promise<EngineProblem[]> {
  const readable = chosen.filter(({ unreadable }) => unreadable === undefined);
  if (readable.length === 0) return [];
  // Loaded by those who run something: vitest is large.
  const { runFiles } = await import("../scenario/run-files.ts");
  return runFiles({
    files: readable.map(({ file }) => file),
    settings,
    reporter: progressReporter(progress),
    workers: options.workers,
    bail: options.bail,
    cacheDir: folders.vitestCache,
    say: (line) => progress.say(line),
    signal,
  });
}

function hasFailed(scenarios: readonly ScenarioResult[]): boolean {
  return scenarios.some(({ verdict }) => verdict === "failed" || verdict === "broken");
}

/** What tells the turns of a repeated run apart. */
function suffixes(repeat: number): readonly string[] {
  return repeat === 1 ? [""] : Array.from({ length: repeat }, (_, turn) => `#${turn + 1}`);
}
