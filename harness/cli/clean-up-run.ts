import { rm } from "node:fs/promises";
import { holdLock } from "../assets/lock.ts";
import { labNetwork } from "../cluster/index.ts";
import { findLeftovers, removeLeftovers } from "../cluster/sweep.ts";
import { budgets } from "../core/budgets.ts";
import { HarnessError, messageOf } from "../core/errors.ts";
import { labels } from "../core/labels.ts";
import type { ScenarioResult } from "../report/index.ts";
import { within } from "../scenario/within.ts";
import { untilDockerAnswers } from "../tools/docker/daemon.ts";
import { dockerOk } from "../tools/docker/docker.ts";
import { removeUnusedNetwork } from "../tools/docker/networks.ts";
import { runsFolder } from "./environment.ts";
import type { RunFolders } from "./run-folders.ts";

export interface CleanUpRunInput {
  readonly folders: RunFolders;
  readonly scenarios: readonly ScenarioResult[];
  /** Whether Docker answered when the run began; where it did not, nothing was started. */
  readonly hadDocker: boolean;
  readonly isInterrupted: boolean;
  /** Done when Docker is back; by default that is waited for. */
  readonly dockerAnswers?: () => Promise<unknown>;
}

/** Removes what the scenarios should have removed themselves, says what was there, and removes the run's own things. */
export async function cleanUpRun(input: CleanUpRunInput): Promise<string[]> {
  const { folders, scenarios, hadDocker, isInterrupted, dockerAnswers = untilDockerAnswers } = input;
  const kept = new Set(scenarios.filter(({ cleanup }) => cleanup.verdict === "kept").map(({ id }) => id));
  try {
    if (!hadDocker) return [];
    const remove = () => removeInDocker(folders.runId, kept, isInterrupted);
    const outcome = await within(onceMore(remove, dockerAnswers), budgets.cleanup);
    if (!outcome.done) throw new Error(`not done within ${budgets.cleanup.limit / 1000} s (budget cleanup)`);
    await removeLabNetwork(folders);
    // Programs that Ctrl-C has cut off leave things behind; that is not their scenario's doing.
    return isInterrupted ? [] : outcome.value;
  } catch (error) {
    return [`unknown (${messageOf(error)})`];
  } finally {
    if (kept.size === 0) await rm(folders.secretsDir, { recursive: true, force: true });
  }
}

/** Tries it once more when Docker's daemon was away, and is back: it may be being restarted. */
async function onceMore<T>(work: () => Promise<T>, dockerAnswers: () => Promise<unknown>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof HarnessError) || error.code !== "no-docker") throw error;
    await dockerAnswers();
    return work();
  }
}

async function removeInDocker(
  runId: string,
  kept: ReadonlySet<string>,
  isInterrupted: boolean,
): Promise<string[]> {
  // What belongs to the run as a whole may serve a scenario that is kept.
  const stays = (scenarioId: string) => (scenarioId === "" ? kept.size > 0 : kept.has(scenarioId));
  const doomed = async () =>
    (await findLeftovers(runsFolder(), { runId })).filter(
      ({ kind, scenarioId }) => kind !== "network" && kind !== "folder" && !stays(scenarioId),
    );
  const leftovers = await doomed();
  await removeLeftovers(leftovers);
  // What the daemon was still making when its client was cut off is there only now.
  if (isInterrupted) await removeLeftovers(await doomed());
  return leftovers
    .filter(({ kind, scenarioId }) => scenarioId !== "" && (kind === "container" || kind === "volume"))
    .map(({ kind, name }) => `${kind} ${name}`);
}

/**
 * Removes the lab's network if it is ours and nobody uses it any more, whichever run has made it: the run that made it
 * may have ended while this one was using it.
 */
async function removeLabNetwork({ networkLock }: RunFolders): Promise<void> {
  const mine = ["--filter", `name=^${labNetwork}$`, "--filter", `label=${labels.run}`];
  const ids = await dockerOk("Looking for the lab's network", [
    "network",
    "ls",
    "--quiet",
    "--no-trunc",
    ...mine,
  ]);
  if (ids === "") return;
  await using _lock = await holdLock(networkLock, { signal: AbortSignal.timeout(budgets.cleanup.limit) });
  await removeUnusedNetwork(ids);
}
