import { createVitest, type Reporter } from "vitest/node";
import { packageRoot } from "../core/package-root.ts";
import type { RunSettings } from "./settings.ts";

export interface RunFilesInput {
  readonly files: readonly string[];
  readonly settings: RunSettings;
  readonly reporter: Reporter;
  /** Scenarios side by side. */
  readonly workers: number;
  /** Stop at the first that does not pass. */
  readonly bail: boolean;
  readonly signal: AbortSignal;
}

/** What vitest could not put down to any step: files that do not load, hooks that fail, errors nobody caught. */
export interface EngineProblem {
  readonly file: string | undefined;
  readonly message: string;
}

/** Runs scenario files on vitest, in threads of this process. Results are in the records that the workers write. */
export async function runFiles(input: RunFilesInput): Promise<EngineProblem[]> {
  const { files, settings, reporter, workers, bail, signal } = input;
  const vitest = await createVitest({
    root: packageRoot,
    config: false,
    watch: false,
    include: [...files],
    pool: "threads",
    maxWorkers: workers,
    passWithNoTests: true,
    bail: bail ? 1 : 0,
    reporters: [reporter],
    provide: { tkglab: settings },
  });
  const cancel = () => void vitest.cancelCurrentRun("keyboard-input");
  signal.addEventListener("abort", cancel, { once: true });
  try {
    signal.throwIfAborted();
    const { testModules, unhandledErrors } = await vitest.start();
    return [
      ...testModules.flatMap((module) =>
        module.errors().map(({ message }) => ({ file: module.moduleId, message })),
      ),
      ...testModules.flatMap((module) =>
        [...module.children.allSuites()].flatMap((suite) =>
          suite.errors().map(({ message }) => ({ file: module.moduleId, message })),
        ),
      ),
      ...unhandledErrors.map((error) => ({ file: undefined, message: errorText(error) })),
    ];
  } finally {
    signal.removeEventListener("abort", cancel);
    await vitest.close();
  }
}

function errorText(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error
    ? String(error.message)
    : String(error);
}
