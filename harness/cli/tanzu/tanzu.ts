import { Command } from "commander";
import { createCommand } from "./create-cluster.ts";
import { deleteCommand } from "./delete-cluster.ts";
import { getCommand } from "./get-cluster.ts";
import { kubeconfigCommand } from "./get-kubeconfig.ts";
import { listCommand } from "./list-clusters.ts";
import { packageCommand } from "./package-commands.ts";

/** `tkglab tanzu`: the Tanzu CLI's commands, against the environment that `tkglab up tkg` has left standing. */
export function tanzuCommand(): Command {
  return new Command("tanzu")
    .description(
      "an operator's commands, as the Tanzu CLI has them, for what `tkglab up tkg` has left standing",
    )
    .addCommand(
      new Command("cluster")
        .description("workload clusters")
        .addCommand(createCommand())
        .addCommand(listCommand())
        .addCommand(getCommand())
        .addCommand(deleteCommand())
        .addCommand(kubeconfigCommand()),
    )
    .addCommand(packageCommand());
}
