import { Command } from "commander";
import { getInstalled } from "../../cluster/packages/installed-packages.ts";
import { notInstalled } from "../../cluster/packages/kick-package.ts";
import { terminalProgress } from "../terminal-progress.ts";
import { choosesCluster, type ClusterChoice, openChosen } from "./package-cluster.ts";
import { installedPackageText } from "./packages-text.ts";
import { stopOnInterrupt } from "./stop-on-interrupt.ts";

/** `tkglab tanzu package installed get NAME`. */
export function getPackageCommand(): Command {
  const command = new Command("get")
    .description("say of one installed package how it is, and what went wrong")
    .argument("<name>", "what it is called here")
    .option("-n, --namespace <namespace>", "its namespace", "default");
  return choosesCluster(command).action(
    async (name: string, options: ClusterChoice & { readonly namespace: string }) => {
      using progress = terminalProgress(process.stderr);
      using interrupt = stopOnInterrupt(progress);
      const cluster = await openChosen(options, { progress, signal: interrupt.signal });
      const ref = { name, namespace: options.namespace };
      const found = await getInstalled({ ...ref, cluster });
      if (found === undefined) throw notInstalled(`Looking for package ${name}`, ref);
      process.stdout.write(installedPackageText(found));
    },
  );
}
