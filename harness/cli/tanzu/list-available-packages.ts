import { Command } from "commander";
import { listAvailable, listVersions } from "../../cluster/packages/available-packages.ts";
import { terminalProgress } from "../terminal-progress.ts";
import { listsPackages, type ListOptions } from "./list-installed-packages.ts";
import { openChosen } from "./package-cluster.ts";
import { availableText, versionsText } from "./packages-text.ts";
import { stopOnInterrupt } from "./stop-on-interrupt.ts";

/** `tkglab tanzu package available list [PACKAGE]`. */
export function listAvailableCommand(): Command {
  const command = new Command("list")
    .description("list the packages that can be installed, or the versions of one")
    .argument("[package]", "the package whose versions are meant");
  return listsPackages(command).action(async (packageName: string | undefined, options: ListOptions) => {
    using progress = terminalProgress(process.stderr);
    using interrupt = stopOnInterrupt(progress);
    const cluster = await openChosen(options, { progress, signal: interrupt.signal });
    const where = { cluster, namespace: options.allNamespaces ? undefined : options.namespace };
    const text =
      packageName === undefined
        ? availableText(await listAvailable(where), options)
        : versionsText(await listVersions({ ...where, packageName }), options);
    process.stdout.write(text);
  });
}
