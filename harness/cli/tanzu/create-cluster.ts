import { Command } from "commander";
import type { AssetId } from "../../assets/index.ts";
import { listClusters, type ListedCluster } from "../../cluster/tkg/list-clusters.ts";
import type { ClusterRef } from "../../cluster/tkg/machines.ts";
import { HarnessError } from "../../core/errors.ts";
import { terminalProgress } from "../terminal-progress.ts";
import { checkCustomizations } from "./check-customizations.ts";
import { chosenCluster } from "./cluster-file.ts";
import { commandWords } from "./command-words.ts";
import { followMachines } from "./follow-machines.ts";
import { openStandingTkg } from "./open-standing.ts";
import { stopOnInterrupt } from "./stop-on-interrupt.ts";
import { explainUnfinished } from "./unfinished-cluster.ts";

/** What a workload cluster is made of, and what renders it. */
const uses = [
  ...["ytt", "node-tkg-photon", "node-tkg-ubuntu", "haproxy", "kapp-controller-templates"],
] as const satisfies readonly AssetId[];

interface CreateOptions {
  readonly file: string;
  readonly dryRun: boolean;
}

/** `tkglab tanzu cluster create [NAME] -f FILE [--dry-run]`. */
export function createCommand(): Command {
  return new Command("create")
    .description("create a workload cluster; with --dry-run print its manifests and touch nothing")
    .argument("[name]", "its name, in place of CLUSTER_NAME in the file")
    .requiredOption("-f, --file <file>", "the cluster configuration")
    .option("-d, --dry-run", "only print the manifests", false)
    .action(create);
}

async function create(name: string | undefined, { file: typed, dryRun }: CreateOptions): Promise<void> {
  using progress = terminalProgress(process.stderr);
  using interrupt = stopOnInterrupt(progress);
  const { signal } = interrupt;
  const { lab, kubectl } = await openStandingTkg({ uses, progress, signal });
  // First of all: kubectl says best that a management cluster does not answer.
  const clusters = await listClusters(kubectl);
  const tanzu = await lab.reopenTkg();
  const folder = lab.context.secretsDir;
  await using cluster = await chosenCluster({ typed, name, home: tanzu.home, folder });
  const { file, config } = cluster;
  await checkCustomizations(tanzu.home, config.os, progress);
  if (dryRun) {
    process.stdout.write(await tanzu.dryRun(file));
    return;
  }
  checkName(clusters, config);
  progress.say(`Creating workload cluster '${config.name}'...`);
  await using _news = followMachines(tanzu.management.kube, config, progress);
  try {
    await tanzu.createCluster(file);
  } catch (error) {
    throw await explainUnfinished(config, kubectl, error);
  }
  progress.say(`its kubeconfig: tkglab tanzu cluster kubeconfig get ${commandWords(config)} --admin`);
  process.stdout.write(`Workload cluster '${config.name}' created\n`);
}

/**
 * Refuses a name that a cluster has, in whichever namespace: containers on this machine are named after it.
 * @throws HarnessError `usage`
 */
export function checkName(clusters: readonly ListedCluster[], { name }: ClusterRef): void {
  const taken = clusters.find(({ summary }) => summary.name === name)?.summary;
  if (taken === undefined) return;
  throw new HarnessError({
    code: "usage",
    message: `Creating the cluster ${name}: there is one of that name in namespace ${taken.namespace}, and it is ${taken.status}`,
    hint: `another name, or first: tkglab tanzu cluster delete ${commandWords(taken)}`,
  });
}
