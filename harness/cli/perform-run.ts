import { systemClock } from "../core/clock.ts";
import { exitCodeOf } from "../core/errors.ts";
import { customizationsIn } from "../cluster/tkg/operator/config-home.ts";
import { exitCodeOfVerdicts } from "../report/index.ts";
import { discoverScenarios } from "../scenario/discover.ts";
import { assembleResults } from "./assemble-results.ts";
import { chooseScenarios } from "./choose-scenarios.ts";
import { concludeRun } from "./conclude-run.ts";
import { onInterrupt } from "./interrupt.ts";
import { resultsWithoutSecrets } from "./results-without-secrets.ts";
import { makeRunFolders } from "./run-folders.ts";
import { matrixOf, type RunOptions } from "./run-options.ts";
import { runScenarios } from "./run-scenarios.ts";
import { terminalProgress } from "./terminal-progress.ts";

/** Runs scenarios from the choice to the report, cleans up, and gives the exit code. */
export async function performRun(patterns: readonly string[], options: RunOptions): Promise<number> {
  const start = { at: new Date(systemClock.now()), elapsed: systemClock.elapsed() };
  using progress = terminalProgress(process.stderr);
  using interrupt = onInterrupt(progress);
  const { signal } = interrupt;
  const folder = options.scenarios;
  const chosen = chooseScenarios(await discoverScenarios(folder), {
    folder,
    patterns,
    tags: options.tag,
    all: options.all,
    ...(options.shard === undefined ? {} : { shard: options.shard }),
    ...matrixOf(options),
  });
  if (options.customizations !== undefined) await customizationsIn(options.customizations);
  const folders = await makeRunFolders(options.reportDir);
  const outcome = await runScenarios({ chosen, options, folders, progress, signal });
  const command = ["tkglab", ...process.argv.slice(2)];
  const assembled = await assembleResults({ ...outcome, runId: folders.runId, start, command });
  const { secrets } = outcome;
  const results = resultsWithoutSecrets(assembled, secrets);
  progress.now("");
  const isWritten = await concludeRun({ results, secrets, dir: folders.reportDir, asJson: options.json });
  if (signal.aborted) return exitCodeOf(signal.reason);
  return isWritten ? exitCodeOfVerdicts(results) : 2;
}
