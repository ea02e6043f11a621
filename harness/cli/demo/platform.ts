import { findStanding, markStanding } from "../../cluster/index.ts";
import type { BuilderParts } from "../../cluster/source-to-url/builder.ts";
import { budgets } from "../../core/budgets.ts";
import { thisOwner } from "../../core/owner.ts";
import type { Progress } from "../../core/progress.ts";
import { Lab } from "../../scenario/lab/lab.ts";
import type { LabSourceToUrl } from "../../scenario/source-to-url/lab-source-to-url.ts";
import type { RunSettings } from "../../scenario/settings.ts";
import { runsFolder } from "../environment.ts";
import { settingsFor } from "../prepare-run.ts";
import { foldersAt, makeEnvironmentFolders, type RunFolders } from "../run-folders.ts";
import { labOf, usesOfSourceToUrl } from "../standing/environments.ts";
import { checkRunning } from "./check-running.ts";
import type { SourceOptions } from "../source-options.ts";
import { stepProgress } from "./step-progress.ts";
import { folderOfRun, standingRun } from "../tanzu/open-standing.ts";

interface Surroundings {
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** What it builds with; where it stands already, as before, else ours, unless told. */
  readonly builder?: BuilderParts | undefined;
}

/** A platform that is about to stand, or stands already. */
export interface RaisedPlatform {
  readonly folders: RunFolders;
  /** Builds what is missing, and makes the platform or repairs it. */
  readonly start: () => Promise<LabSourceToUrl>;
  /** Has it stay when this command ends. */
  readonly keep: () => Promise<void>;
  /** Removes what only this command has needed. */
  readonly release: () => Promise<void>;
}

/** A platform that is to be made; nothing but its folder is there yet. */
export async function raisePlatform(
  input: Surroundings & { readonly choice: SourceOptions },
): Promise<RaisedPlatform> {
  const folders = await makeEnvironmentFolders();
  const owner = thisOwner();
  return {
    folders,
    async start() {
      const settings = await prepared(input, folders, input.choice);
      return labOf("source-to-url", settings, steps(input)).sourceToUrl({ builder: input.builder });
    },
    keep: () => markStanding("source-to-url", { runId: folders.runId, owner, scenarioId: "" }),
    release: () => Promise.resolve(),
  };
}

/**
 * The platform that stands already; starting it brings back what is missing.
 * @throws HarnessError `usage` when it was made with another cache
 */
export async function openPlatform(input: Surroundings): Promise<RaisedPlatform> {
  const runId = standingRun(await findStanding(), "source-to-url");
  const { folder, owner } = await folderOfRun(runsFolder(), runId);
  const folders = foldersAt(runId, folder);
  // A lab of its own: the toolbox that it starts goes when the command ends.
  let lab: Lab | undefined;
  return {
    folders,
    async start() {
      await checkRunning(runId);
      // It goes on belonging to the process that has made it.
      const settings = { ...(await prepared(input, folders, { source: "auto" })), owner };
      lab = new Lab({ settings, scenarioId: `demo/${process.pid}`, ...steps(input) });
      const { builder } = input;
      const platform = await lab.sourceToUrl({ builder });
      // Another builder has had it repaired already.
      if (builder === undefined) await platform.repair();
      return platform;
    },
    keep: () => Promise.resolve(),
    async release() {
      const left = (await lab?.remove()) ?? [];
      for (const thing of left) input.progress.say(`Left behind: ${thing}`);
    },
  };
}

/** What is built before shows its progress in its own way. */
function steps({ progress, signal }: Surroundings): Surroundings {
  return { progress: stepProgress(progress), signal };
}

function prepared(
  { progress, signal, builder }: Surroundings,
  folders: RunFolders,
  choice: SourceOptions,
): Promise<RunSettings> {
  const { limit: stepLimit } = budgets.scenarioStep;
  const uses = usesOfSourceToUrl(builder);
  return settingsFor({ uses, folders, choice, keep: "always", stepLimit, progress, signal });
}
