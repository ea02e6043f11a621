import { mkdir, rm } from "node:fs/promises";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { join, resolve } from "node:path";
import { HarnessError, messageOf } from "../core/errors.ts";
import { thisOwner } from "../core/owner.ts";
import { newRunId } from "../core/run-id.ts";
import { cacheFolder, reportsFolder, runsFolder } from "./environment.ts";

/** The names and folders of one run. */
export interface RunFolders {
  readonly runId: string;
  /** Where the report goes; it is there and can be written. */
  readonly reportDir: string;
  /** Keys and kubeconfigs, mode 0700; it goes with the run. */
  readonly secretsDir: string;
  readonly recordsDir: string;
  readonly vitestCache: string;
  readonly networkLock: string;
}

/**
 * Names a run and makes its folders, before any work is done that a folder could spoil.
 * @throws HarnessError `no-space`, or `bad-input` for a folder that cannot be made or written; nothing is left then.
 */
export async function makeRunFolders(reportDir: string | undefined): Promise<RunFolders> {
  const runId = newRunId();
  const folders = foldersAt(
    runId,
    join(runsFolder(), `${runId}@${thisOwner()}`),
    resolve(reportDir ?? join(reportsFolder(), runId)),
  );
  const made: string[] = [];
  const make = async (what: string, folder: string, mode?: number) => {
    try {
      const first = await mkdir(folder, { recursive: true, ...(mode === undefined ? {} : { mode }) });
      if (first !== undefined) made.push(first);
      await access(folder, constants.W_OK);
    } catch (error) {
      for (const one of made) await rm(one, { recursive: true, force: true });
      throw cannotMake(what, folder, error);
    }
  };
  await make("Preparing the report's folder", folders.reportDir);
  await make("Preparing the run's folder in the cache", folders.secretsDir, 0o700);
  return folders;
}

/** Names an environment that is to stand and makes its one folder: it reports nothing. */
export async function makeEnvironmentFolders(): Promise<RunFolders> {
  const runId = newRunId();
  const folders = foldersAt(runId, join(runsFolder(), `${runId}@${thisOwner()}`));
  await mkdir(folders.secretsDir, { recursive: true, mode: 0o700 });
  return folders;
}

/** The folders of a run by its own one; an environment that stands reports nothing. */
export function foldersAt(
  runId: string,
  secretsDir: string,
  reportDir = join(secretsDir, "report"),
): RunFolders {
  return {
    ...{ runId, secretsDir, reportDir },
    recordsDir: join(secretsDir, "records"),
    vitestCache: join(cacheFolder(), "vitest"),
    networkLock: join(cacheFolder(), "lab-network"),
  };
}

function cannotMake(what: string, folder: string, error: unknown): HarnessError {
  const isFull = error instanceof Error && "code" in error && error.code === "ENOSPC";
  return new HarnessError({
    code: isFull ? "no-space" : "bad-input",
    message: `${what}: ${folder} cannot be written: ${messageOf(error)}`,
    hint: isFull
      ? `df -h ${folder}`
      : "--report-dir and $ARTIFACTS choose where reports go, $TKGLAB_CACHE where the cache is",
    cause: error,
  });
}
