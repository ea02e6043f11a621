import { Command, Option } from "commander";
import { listInstalled } from "../../cluster/packages/installed-packages.ts";
import { terminalProgress } from "../terminal-progress.ts";
import { choosesCluster, type ClusterChoice, openChosen } from "./package-cluster.ts";
import { installedText, type PackageOutput, packageOutputs } from "./packages-text.ts";
import { stopOnInterrupt } from "./stop-on-interrupt.ts";

/** What both lists of packages are asked for. */
export interface ListOptions extends ClusterChoice {
  readonly namespace: string;
  readonly allNamespaces: boolean;
  readonly output: PackageOutput;
}

/** Gives a list of packages its options. */
export function listsPackages(command: Command): Command {
  return choosesCluster(command)
    .option("-n, --namespace <namespace>", "those of this namespace", "default")
    .option("-A, --all-namespaces", "those of all namespaces", false)
    .addOption(new Option("-o, --output <output>", "in what form").choices(packageOutputs).default("table"));
}

/** `tkglab tanzu package installed list`. */
export function listInstalledCommand(): Command {
  return listsPackages(new Command("list").description("list the installed packages")).action(
    async (options: ListOptions) => {
      using progress = terminalProgress(process.stderr);
      using interrupt = stopOnInterrupt(progress);
      const cluster = await openChosen(options, { progress, signal: interrupt.signal });
      const namespace = options.allNamespaces ? undefined : options.namespace;
      process.stdout.write(installedText(await listInstalled({ cluster, namespace }), options));
    },
  );
}
