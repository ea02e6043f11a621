import {
  type CliOptions,
  createVitest,
  type Reporter,
  type TestSequencer,
  type TestSpecification,
} from "vitest/node";
import { packageRoot } from "../core/package-root.ts";
import type { Failure } from "../report/index.ts";
import { engineFailure } from "./engine-failure.ts";
import { keepSignals } from "./keep-signals.ts";
import { lineStream } from "./line-stream.ts";
import type { RunSettings } from "./settings.ts";

export interface RunFilesInput {
  /** Absolute paths. */
  readonly files: readonly string[];
  readonly settings: RunSettings;
  readonly reporter: Reporter;
  /** Scenarios side by side. */
  readonly workers: number;
  /** Stop at the first that does not pass. */
  readonly bail: boolean;
  /** A folder for what vitest keeps between runs. */
  readonly cacheDir: string;
  /** Takes what a scenario's own code prints, line by line. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** What vitest could not put down to any step: files that do not load, hooks that fail, errors nobody caught. */
export interface EngineProblem {
  readonly file: string | undefined;
  readonly failure: Failure;
}

/** Runs scenario files on vitest, in threads of this process. Results are in the records that the workers write. */
export async function runFiles(input: RunFilesInput): Promise<EngineProblem[]> {
  const { files, settings, reporter, workers, bail, cacheDir, say, signal } = input;
  // Not our own streams: stdout is for results, and a reader that goes away would keep vitest waiting for ever.
  const output = lineStream(say);
  const options = {
    root: packageRoot,
    config: false,
    watch: false,
    // The files are named one by one below: a path may hold what a glob takes for its own.
    include: [],
    pool: "threads",
    // The harness keeps no state between scenarios, and loading it anew for each costs a second and 40 MiB.
    isolate: false,
    maxWorkers: workers,
    passWithNoTests: true,
    bail: bail ? 1 : 0,
    sequence: { sequencer: AsGiven },
    // What vitest remembers goes where everything goes that can be made again, and never into node_modules.
    cache: false,
    fsModuleCachePath: cacheDir,
    reporters: [reporter],
    provide: { tkglab: settings },
  } satisfies CliOptions;
  using _kept = keepSignals();
  const vitest = await createVitest(options, {}, { stdout: output, stderr: output });
  const cancel = () => void vitest.cancelCurrentRun("keyboard-input");
  signal.addEventListener("abort", cancel, { once: true });
  try {
    signal.throwIfAborted();
    const project = vitest.getRootProject();
    const specifications = files.map((file) => project.createSpecification(file));
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications, true);
    return [
      ...testModules.flatMap((module) =>
        [module, ...module.children.allSuites()].flatMap((part) =>
          part.errors().map((error) => ({ file: module.moduleId, failure: engineFailure(error) })),
        ),
      ),
      ...unhandledErrors.map((error) => ({ file: undefined, failure: engineFailure(error) })),
    ];
  } finally {
    signal.removeEventListener("abort", cancel);
    await vitest.close();
  }
}

/** In the order of the ids, so that --bail stops at the same place every time. */
class AsGiven implements TestSequencer {
  sort(files: TestSpecification[]): TestSpecification[] {
    return files;
  }

  shard(files: TestSpecification[]): TestSpecification[] {
    return files;
  }
}
