import { Command, Option } from "commander";
import { listClusters } from "../../cluster/tkg/list-clusters.ts";
import { terminalProgress } from "../terminal-progress.ts";
import { clustersText, type Output, outputs } from "./clusters-text.ts";
import { openStandingTkg } from "./open-standing.ts";
import { stopOnInterrupt } from "./stop-on-interrupt.ts";

/** `tkglab tanzu cluster list`. */
export function listCommand(): Command {
  return new Command("list")
    .description("list the workload clusters")
    .option("-n, --namespace <namespace>", "only those of this namespace; all unless told")
    .addOption(
      new Option("-A, --all-namespaces", "those of all namespaces, as without it").conflicts("namespace"),
    )
    .addOption(new Option("-o, --output <output>", "in what form").choices(outputs).default("table"))
    .action(async ({ namespace, output }: { readonly namespace?: string; readonly output: Output }) => {
      using progress = terminalProgress(process.stderr);
      using interrupt = stopOnInterrupt(progress);
      const { kubectl } = await openStandingTkg({ progress, signal: interrupt.signal });
      const all = (await listClusters(kubectl)).map(({ summary }) => summary);
      const chosen = all.filter((one) => namespace === undefined || one.namespace === namespace);
      process.stdout.write(clustersText(chosen, output));
    });
}
