import { join } from "node:path";
import type { AssetId } from "../assets/index.ts";
import { thisOwner } from "../core/owner.ts";
import type { Progress } from "../core/progress.ts";
import type { KeepMode, RunSettings } from "../scenario/settings.ts";
import { checkClock } from "./check-clock.ts";
import type { Chosen } from "./choose-scenarios.ts";
import { dockerVersion } from "./docker-version.ts";
import { openAssets } from "./environment.ts";
import { prepareAssets } from "./prepare-assets.ts";
import type { RunFolders } from "./run-folders.ts";
import { keepMode, type RunOptions } from "./run-options.ts";
import type { SourceOptions } from "./source-options.ts";

export interface PrepareRunInput {
  readonly chosen: readonly Chosen[];
  readonly options: RunOptions;
  readonly folders: RunFolders;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** What is known before the first scenario begins. */
export interface PreparedRun {
  /** The version of the Docker engine; undefined when it does not answer. */
  readonly docker: string | undefined;
  readonly settings: RunSettings | undefined;
  /** Why there are no settings. */
  readonly failure?: unknown;
}

/** Asks Docker who it is and builds what the scenarios use and what is missing. What fails is a value. */
export async function prepareRun(input: PrepareRunInput): Promise<PreparedRun> {
  let docker: string | undefined;
  try {
    [docker] = await Promise.all([dockerVersion(input.signal), checkClock(input.signal)]);
    return { docker, settings: await settingsOf(input) };
  } catch (failure) {
    return { docker, settings: undefined, failure };
  }
}

async function settingsOf({ chosen, options, folders, ...rest }: PrepareRunInput): Promise<RunSettings> {
  const { customizations } = options;
  return settingsFor({
    ...(customizations === undefined ? {} : { customizations }),
    uses: [...new Set(chosen.flatMap(({ scenario }) => scenario.header.uses))],
    ...{ folders, choice: options, keep: keepMode(options), stepLimit: options.stepLimit },
    ...rest,
  });
}

export interface SettingsInput extends Pick<PrepareRunInput, "folders" | "progress" | "signal"> {
  readonly uses: readonly AssetId[];
  readonly choice: SourceOptions;
  readonly keep: KeepMode;
  readonly stepLimit: number;
  readonly customizations?: string;
}

/** Builds what is used and missing, and gives what labs are told. */
export async function settingsFor(input: SettingsInput): Promise<RunSettings> {
  const { uses, folders, choice, keep, stepLimit, customizations, progress, signal } = input;
  const { runId, reportDir, secretsDir, recordsDir, networkLock } = folders;
  const assets = await openAssets({ choice, runId, progress, signal });
  return {
    runId,
    owner: thisOwner(),
    secretsDir,
    recordsDir,
    networkLock,
    reportDir,
    evidenceDir: join(reportDir, "evidence"),
    keep,
    stepLimit,
    ...(customizations === undefined ? {} : { customizations }),
    cell: {},
    idSuffix: "",
    ...(await prepareAssets(assets, uses)),
  };
}
