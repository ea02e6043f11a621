import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { connect, type Kube } from "../../cluster/index.ts";
import { findCluster, listClusters } from "../../cluster/tkg/list-clusters.ts";
import { writeWorkloadKubeconfig } from "../../cluster/tkg/workload-kubeconfig.ts";
import { type Budget, budgets } from "../../core/budgets.ts";
import { HarnessError, messageOf } from "../../core/errors.ts";
import type { Progress } from "../../core/progress.ts";
import { openStandingTkg } from "./open-standing.ts";

/** Which cluster a package command is about: one of the two. */
export interface ClusterChoice {
  readonly cluster?: string;
  readonly kubeconfig?: string;
}

/** Gives a command the options that choose a cluster. */
export function choosesCluster(command: Command): Command {
  return command
    .addOption(new Option("--cluster <name>", "a workload cluster of what stands").conflicts("kubeconfig"))
    .option("--kubeconfig <file>", "any cluster with kapp-controller; your own file is never a default");
}

/**
 * Connects to the cluster that is chosen.
 * @throws HarnessError `usage` when none is, or it is not there; `bad-input` when the file is no kubeconfig.
 */
export async function openChosen(
  { cluster, kubeconfig }: ClusterChoice,
  { progress, signal }: { readonly progress: Progress; readonly signal: AbortSignal },
): Promise<{ readonly kube: Kube }> {
  if (kubeconfig !== undefined) return { kube: await connectBy(resolve(kubeconfig)) };
  if (cluster === undefined) {
    throw new HarnessError({
      code: "usage",
      message: "Which cluster is meant? --cluster NAME, or --kubeconfig FILE",
      hint: "tkglab tanzu cluster list",
    });
  }
  const { lab, kubectl } = await openStandingTkg({ progress, signal });
  const clusters = await listClusters(kubectl);
  // A name is only given once, in whichever namespace; packages have one of their own.
  const namespace = clusters.find(({ summary }) => summary.name === cluster)?.summary.namespace ?? "default";
  const { summary } = findCluster(clusters, { name: cluster, namespace });
  const file = join(lab.context.secretsDir, `${cluster}.kubeconfig`);
  await writeWorkloadKubeconfig(await connect(kubectl.kubeconfig), summary, file);
  return { kube: await connect(file) };
}

async function connectBy(file: string): Promise<Kube> {
  const doing = `Reading the kubeconfig ${file}`;
  if (!existsSync(file)) {
    throw new HarnessError({
      code: "usage",
      message: `${doing}: there is no such file`,
      hint: `ls -l ${file}`,
    });
  }
  try {
    return await connect(file);
  } catch (error) {
    throw new HarnessError({
      code: "bad-input",
      message: `${doing}: it is none: ${messageOf(error)}`,
      hint: `kubectl config view --kubeconfig ${file}`,
      cause: error,
    });
  }
}

/** Gives a command the option that says how long to wait. */
export function hasPollTimeout(command: Command): Command {
  const { limit } = budgets.packageReconcile;
  return command.option(
    "--poll-timeout <duration>",
    `how long to wait, such as 90s, 5m or 1h30m (default: ${limit / 60_000}m)`,
    parseDuration,
  );
}

/** How long a command waits. */
export function budgetOf(limit: number | undefined): Budget {
  return limit === undefined ? budgets.packageReconcile : { ...budgets.packageReconcile, limit };
}

const units = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 } as const;

/** Takes a duration as the Tanzu CLI does, and gives milliseconds. */
export function parseDuration(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  // as: the pattern takes no other unit
  const ms = parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units],
    0,
  );
  if (ms >= 1 && parts.map(([part]) => part).join("") === text) return ms;
  throw new InvalidArgumentError("It takes a duration, such as 90s, 5m or 1h30m.");
}
