import { mkdir, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { AssetId, Assets } from "../assets/index.ts";
import { findLeftovers, removeLeftovers } from "../cluster/sweep.ts";
import { systemClock } from "../core/clock.ts";
import { describeError, exitCodeOf, HarnessError, messageOf } from "../core/errors.ts";
import { thisOwner } from "../core/owner.ts";
import type { Progress } from "../core/progress.ts";
import { newRunId } from "../core/run-id.ts";
import { exitCodeOfVerdicts, type ScenarioResult, writeReport } from "../report/index.ts";
import { discoverScenarios, type FoundScenario, type UnreadableScenario } from "../scenario/discover.ts";
import { failureFrom, notYetRun, recordFile } from "../scenario/record.ts";
import { type EngineProblem, runFiles } from "../scenario/run-files.ts";
import { selectScenarios } from "../scenario/select.ts";
import type { KeepMode, RunSettings } from "../scenario/settings.ts";
import { assembleResults } from "./assemble-results.ts";
import { openAssets, reportsFolder, runsFolder } from "./environment.ts";
import { onInterrupt } from "./interrupt.ts";
import { progressReporter } from "./progress-reporter.ts";
import type { RunOptions } from "./run.ts";
import { printSummary } from "./summary.ts";
import { terminalProgress } from "./terminal-progress.ts";

/** What a plain `tkglab run` runs: the main job, the five containerd scenarios. */
const defaultPatterns = ["containerd/"];

/** Runs scenarios from the choice to the report, cleans up, and gives the exit code. */
export async function performRun(patterns: readonly string[], options: RunOptions): Promise<number> {
  const start = { at: new Date(systemClock.now()), elapsed: systemClock.elapsed() };
  using progress = terminalProgress(process.stderr);
  using interrupt = onInterrupt((line) => progress.say(line));
  const { found, unreadable } = await discoverScenarios(options.scenarios);
  const nothingAsked = patterns.length === 0 && options.tag.length === 0 && !options.all;
  const isDefaultStage =
    nothingAsked && found.some(({ scenario }) => scenario.header.id.startsWith("containerd/"));
  const selected = selectScenarios(found, {
    patterns: isDefaultStage ? defaultPatterns : patterns,
    tags: options.tag,
    ...(options.shard === undefined ? {} : { shard: options.shard }),
  });

  const run = new Run(options, selected, progress, interrupt.signal);
  const outcome = await run.perform(unreadable);
  const results = assembleResults({ ...outcome, run, start, command: ["tkglab", ...process.argv.slice(2)] });
  const report = await writeReport({ results: await results, dir: run.reportDir });
  if (options.json) process.stdout.write(await readFile(report.results, "utf8"));
  else printSummary(await results, report, process.stdout);
  return interrupt.signal.aborted ? exitCodeOf(interrupt.signal.reason) : exitCodeOfVerdicts(await results);
}

/** What came of a run: the results of its scenarios and what cannot be put down to any. */
export interface RunOutcome {
  readonly scenarios: readonly ScenarioResult[];
  readonly notes: readonly string[];
  /** Whether something broke that is no scenario's. */
  readonly broken: boolean;
}

/** One run: its names and folders, and the order in which things happen. */
export class Run {
  readonly id = newRunId();
  readonly reportDir: string;
  readonly #secretsDir: string;
  readonly #recordsDir: string;
  readonly #options: RunOptions;
  readonly #selected: readonly FoundScenario[];
  readonly #progress: Progress;
  readonly #signal: AbortSignal;

  constructor(
    options: RunOptions,
    selected: readonly FoundScenario[],
    progress: Progress,
    signal: AbortSignal,
  ) {
    this.#options = options;
    this.#selected = selected;
    this.#progress = progress;
    this.#signal = signal;
    this.reportDir = resolve(options.reportDir ?? join(reportsFolder(), this.id));
    this.#secretsDir = join(runsFolder(), `${this.id}@${thisOwner()}`);
    this.#recordsDir = join(this.#secretsDir, "records");
  }

  async perform(unreadable: readonly UnreadableScenario[]): Promise<RunOutcome> {
    const notes = unreadable.map(({ error }) => describeError(error));
    for (const note of notes) this.#progress.say(note);
    let problems: EngineProblem[] = [];
    let failure: HarnessError | undefined;
    let scenarios: ScenarioResult[] = [];
    await mkdir(this.#secretsDir, { recursive: true, mode: 0o700 });
    try {
      const settings = await this.#prepare();
      for (let turn = 1; turn <= this.#options.repeat; turn += 1) {
        const idSuffix = this.#options.repeat === 1 ? "" : `#${turn}`;
        problems = [...problems, ...(await this.#play({ ...settings, idSuffix }))];
        scenarios = [...scenarios, ...(await this.#collect(idSuffix, problems))];
      }
    } catch (error) {
      failure = asHarnessError(error);
      this.#progress.say(describeError(failure));
      if (scenarios.length === 0) scenarios = await this.#collect("", [], failure);
    }
    const left = await this.#cleanUp(scenarios);
    const stray = problems.filter(({ file }) => !this.#selected.some((one) => one.file === file));
    return {
      scenarios,
      notes: [
        ...notes,
        ...stray.map(({ message }) => message),
        ...(failure === undefined ? [] : [describeError(failure)]),
        ...left.map((name) => `Left behind: ${name}`),
      ],
      broken: notes.length + stray.length + left.length > 0 || failure !== undefined,
    };
  }

  /** Everything that the chosen scenarios use is there after this. */
  async #prepare(): Promise<RunSettings> {
    const assets = await openAssets({
      source: this.#options.source,
      runId: this.id,
      progress: this.#progress,
      signal: this.#signal,
    });
    const uses = [...new Set(this.#selected.flatMap(({ scenario }) => scenario.header.uses))];
    await assets.ensure(uses);
    return {
      runId: this.id,
      owner: thisOwner(),
      secretsDir: this.#secretsDir,
      recordsDir: this.#recordsDir,
      evidenceDir: join(this.reportDir, "evidence"),
      reportDir: this.reportDir,
      keep: keepMode(this.#options.keep),
      idSuffix: "",
      ...(await prepared(assets, uses)),
    };
  }

  #play(settings: RunSettings): Promise<EngineProblem[]> {
    return runFiles({
      files: this.#selected.map(({ file }) => file),
      settings,
      reporter: progressReporter(this.#progress),
      workers: this.#options.workers,
      bail: this.#options.bail,
      signal: this.#signal,
    });
  }

  /** The records that the workers wrote; a scenario without one says why it has none. */
  #collect(
    idSuffix: string,
    problems: readonly EngineProblem[],
    failure?: HarnessError,
  ): Promise<ScenarioResult[]> {
    return Promise.all(
      this.#selected.map(async ({ file, scenario }) => {
        const blank = notYetRun(scenario, { idSuffix });
        const text = await readFile(recordFile(this.#recordsDir, blank.id), "utf8").catch(() => undefined);
        // The record was written by this run's own worker, in this shape; writeReport() checks it again.
        if (text !== undefined) return JSON.parse(text) as ScenarioResult;
        if (this.#signal.aborted) return { ...blank, reason: messageOf(this.#signal.reason) };
        const problem = problems.find((one) => one.file === file);
        if (problem !== undefined) {
          return { ...blank, verdict: "broken", error: { code: "internal", message: problem.message } };
        }
        if (failure !== undefined) return { ...blank, verdict: "broken", error: failureFrom(failure) };
        return this.#options.bail
          ? { ...blank, reason: "a scenario before it did not pass (--bail)" }
          : blank;
      }),
    );
  }

  /** Removes what the scenarios should have removed themselves, and says what was there. */
  async #cleanUp(scenarios: readonly ScenarioResult[]): Promise<string[]> {
    if (scenarios.some(({ cleanup }) => cleanup.verdict === "kept")) return [];
    try {
      const leftovers = await findLeftovers(runsFolder(), { runId: this.id });
      await removeLeftovers(leftovers);
      // The network and the folder belong to the run as a whole: they go here, and nowhere else.
      return this.#signal.aborted
        ? []
        : leftovers
            .filter(({ kind }) => kind === "container" || kind === "volume")
            .map(({ kind, name }) => `${kind} ${name}`);
    } catch (error) {
      return [`unknown: ${messageOf(error)}`];
    } finally {
      await rm(this.#secretsDir, { recursive: true, force: true });
    }
  }
}

async function prepared(
  assets: Assets,
  uses: readonly AssetId[],
): Promise<Pick<RunSettings, "images" | "archives" | "programs" | "versions">> {
  const images = uses.filter((id) => assets.isImage(id));
  const pairs = async <T>(ids: readonly AssetId[], value: (id: AssetId) => Promise<T>) =>
    Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await value(id)] as const)));
  const versions = await assets.versions(uses);
  return {
    images: await pairs(images, (id) => assets.image(id)),
    archives: await pairs(
      images.filter((id) => id === "hello-app"),
      (id) => assets.archive(id),
    ),
    programs: uses.includes("kind") ? { kind: await assets.program("kind", "kind") } : {},
    versions: Object.fromEntries(versions.map((version) => [version.name, version])),
  };
}

function keepMode(keep: KeepMode | true): KeepMode {
  return keep === true ? "always" : keep;
}

function asHarnessError(error: unknown): HarnessError {
  if (error instanceof HarnessError) return error;
  return new HarnessError({ code: "internal", message: messageOf(error), cause: error });
}
