import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { AssetId } from "../../assets/index.ts";
import { findStanding, type Standing } from "../../cluster/index.ts";
import { kubeconfigOf } from "../../cluster/kind/create-kind-cluster.ts";
import { budgets } from "../../core/budgets.ts";
import { HarnessError } from "../../core/errors.ts";
import type { Progress } from "../../core/progress.ts";
import type { Lab } from "../../scenario/lab/lab.ts";
import { managementContext } from "../../scenario/lab/lab-tkg.ts";
import { hostPrograms } from "../../scenario/settings.ts";
import type { KubectlOptions } from "../../tools/kubectl/kubectl.ts";
import { runsFolder } from "../environment.ts";
import { settingsFor } from "../prepare-run.ts";
import { foldersAt } from "../run-folders.ts";
import { type Environment, labOf } from "../standing/environments.ts";

/** Standalone TKG that stands. */
export interface StandingTkg {
  readonly lab: Lab;
  /** For the management cluster. */
  readonly kubectl: KubectlOptions;
}

export interface OpenStandingInput {
  /** What the command needs besides kubectl. */
  readonly uses?: readonly AssetId[];
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * Opens the environment that `tkglab up tkg` has left standing.
 * @throws HarnessError `usage` when none stands, or it was made with another cache; `unreachable` when its management
 * cluster was never completed.
 */
export async function openStandingTkg({ uses = [], ...rest }: OpenStandingInput): Promise<StandingTkg> {
  const runId = standingRun(await findStanding(), "tkg");
  const { folder, owner } = await folderOfRun(runsFolder(), runId);
  const settings = await settingsFor({
    uses: [hostPrograms.kubectl, ...uses],
    folders: foldersAt(runId, folder),
    choice: { source: "auto" },
    keep: "always",
    stepLimit: budgets.scenarioStep.limit,
    ...rest,
  });
  // It goes on belonging to the process that has made it.
  const lab = labOf("tkg", { ...settings, owner }, rest);
  const kubeconfig = kubeconfigOf(managementContext(settings, lab.context));
  if (!existsSync(kubeconfig)) {
    throw new HarnessError({
      code: "unreachable",
      message: `Opening the environment tkg: its management cluster has no kubeconfig ${kubeconfig}`,
      hint: "tkglab down tkg; then tkglab up tkg",
    });
  }
  return { lab, kubectl: { binary: lab.program("kubectl"), kubeconfig, signal: rest.signal } };
}

/** The run that has made an environment. @throws HarnessError `usage` when it does not stand. */
export function standingRun(standing: readonly Standing[], name: Environment): string {
  const found = standing.find(({ environment }) => environment === name);
  if (found !== undefined) return found.runId;
  throw new HarnessError({
    code: "usage",
    message: `Opening the environment ${name}: it does not stand`,
    hint: `tkglab up ${name}`,
  });
}

/** The folder of a run, `<run id>@<owner>`. @throws HarnessError `usage` when it is not there. */
export async function folderOfRun(
  runs: string,
  runId: string,
): Promise<{ readonly folder: string; readonly owner: string }> {
  const names = existsSync(runs) ? await readdir(runs) : [];
  const name = names.find((one) => one.startsWith(`${runId}@`));
  if (name !== undefined) return { folder: join(runs, name), owner: name.slice(runId.length + 1) };
  throw new HarnessError({
    code: "usage",
    message: `Opening what run ${runId} has left standing: its folder is not in ${runs}`,
    hint: "set $TKGLAB_CACHE as it was at `tkglab up`; tkglab down removes it all the same",
  });
}
