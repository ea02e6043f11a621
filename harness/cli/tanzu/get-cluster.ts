import { Command } from "commander";
import { findCluster, listClusters } from "../../cluster/tkg/list-clusters.ts";
import { terminalProgress } from "../terminal-progress.ts";
import { clusterText } from "./clusters-text.ts";
import { openStandingTkg } from "./open-standing.ts";
import { stopOnInterrupt } from "./stop-on-interrupt.ts";

/** `tkglab tanzu cluster get NAME`. */
export function getCommand(): Command {
  return new Command("get")
    .description("say of one workload cluster how it is, with its Machines")
    .argument("<name>", "its name")
    .option("-n, --namespace <namespace>", "its namespace", "default")
    .action(async (name: string, { namespace }: { readonly namespace: string }) => {
      using progress = terminalProgress(process.stderr);
      using interrupt = stopOnInterrupt(progress);
      const { kubectl } = await openStandingTkg({ progress, signal: interrupt.signal });
      process.stdout.write(clusterText(findCluster(await listClusters(kubectl), { name, namespace })));
    });
}
