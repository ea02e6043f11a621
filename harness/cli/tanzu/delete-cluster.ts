import { Command } from "commander";
import { deleteCluster } from "../../cluster/tkg/delete-cluster.ts";
import { findCluster, listClusters } from "../../cluster/tkg/list-clusters.ts";
import type { ClusterRef } from "../../cluster/tkg/machines.ts";
import { connect } from "../../cluster/index.ts";
import { HarnessError, messageOf } from "../../core/errors.ts";
import { terminalProgress } from "../terminal-progress.ts";
import { type Asking, confirm } from "./confirm.ts";
import { commandWords } from "./command-words.ts";
import { followMachines } from "./follow-machines.ts";
import { openStandingTkg } from "./open-standing.ts";
import { stopOnInterrupt } from "./stop-on-interrupt.ts";

/** `tkglab tanzu cluster delete NAME`. */
export function deleteCommand(): Command {
  return new Command("delete")
    .description("delete a workload cluster")
    .argument("<name>", "its name")
    .option("-n, --namespace <namespace>", "its namespace", "default")
    .option("-y, --yes", "without asking", false)
    .action(
      async (name: string, { namespace, yes }: { readonly namespace: string; readonly yes: boolean }) => {
        using progress = terminalProgress(process.stderr);
        using interrupt = stopOnInterrupt(progress);
        const { signal } = interrupt;
        const { kubectl } = await openStandingTkg({ progress, signal });
        const cluster = { name, namespace };
        findCluster(await listClusters(kubectl), cluster);
        const { stdin, stderr } = process;
        if (!yes) await agreeToDelete(cluster, { stdin, stderr, signal });
        const kube = await connect(kubectl.kubeconfig);
        progress.say(`Deleting workload cluster '${name}'...`);
        await using _news = followMachines(kube, cluster, progress);
        await deleteCluster({ ...cluster, management: { kube, kubectl }, signal }).catch((error: unknown) => {
          throw signal.aborted ? leftHalfway(name, signal) : error;
        });
        process.stdout.write(`Workload cluster '${name}' is deleted\n`);
      },
    );
}

/**
 * Asks whether a cluster may go.
 * @throws HarnessError `usage` where nobody can be asked, `interrupted` when the answer is no.
 */
export async function agreeToDelete(cluster: ClusterRef, asking: Asking): Promise<void> {
  const doing = `Deleting the cluster ${cluster.name}`;
  if (asking.stdin.isTTY !== true) {
    throw new HarnessError({
      code: "usage",
      message: `${doing}: there is no terminal to ask whether you are sure`,
      hint: `tkglab tanzu cluster delete ${commandWords(cluster)} --yes`,
    });
  }
  if (await confirm(`Deleting workload cluster '${cluster.name}'. Are you sure?`, asking)) return;
  throw new HarnessError({ code: "interrupted", message: `${doing}: not confirmed, it stays` });
}

function leftHalfway(name: string, { reason }: AbortSignal): HarnessError {
  return new HarnessError({
    code: "interrupted",
    message: `Deleting the cluster ${name}: ${messageOf(reason)}; the management cluster goes on with what it was told`,
    hint: "tkglab tanzu cluster list shows whether it is gone; else delete it again",
  });
}
