import { Command, InvalidArgumentError } from "commander";
import { type InstallAttempt, installPackage } from "../../cluster/packages/install-package.ts";
import type { PackageRef } from "../../cluster/packages/package-names.ts";
import { HarnessError } from "../../core/errors.ts";
import { terminalProgress } from "../terminal-progress.ts";
import {
  budgetOf,
  choosesCluster,
  type ClusterChoice,
  hasPollTimeout,
  openChosen,
} from "./package-cluster.ts";
import { stopOnInterrupt } from "./stop-on-interrupt.ts";

interface InstallOptions extends ClusterChoice {
  readonly packageName: string;
  readonly version: string;
  readonly namespace: string;
  readonly createNamespace: boolean;
  readonly serviceAccountName?: string;
  readonly valuesFile?: string;
  readonly wait: boolean;
  /** Milliseconds. */
  readonly pollTimeout?: number;
}

/** `tkglab tanzu package install NAME --package-name P --version V`. */
export function installPackageCommand(): Command {
  const command = new Command("install")
    .description("install a package; one that is installed under that name is updated")
    .argument("<name>", "what it is to be called here")
    .requiredOption("-p, --package-name <package>", "the package's own name")
    .requiredOption("-v, --version <version>", "one of its versions")
    .option("-n, --namespace <namespace>", "where its PackageInstall goes", "default")
    .option("--create-namespace", "make that namespace if it is not there", false)
    .option(
      "--service-account-name <name>",
      "an account that is there; one that may do everything unless told",
    )
    .option("-f, --values-file <file>", "values for its templates")
    .option("--wait [yes]", "wait for the outcome; --wait=false does not", parseBoolean, true);
  return choosesCluster(hasPollTimeout(command)).action(install);
}

async function install(name: string, options: InstallOptions): Promise<void> {
  using progress = terminalProgress(process.stderr);
  using interrupt = stopOnInterrupt(progress);
  const { signal } = interrupt;
  const { pollTimeout, ...rest } = options;
  const cluster = await openChosen(options, { progress, signal });
  progress.say(`Installing package '${options.packageName}'`);
  const budget = budgetOf(pollTimeout);
  const attempt = await installPackage({ ...rest, name, cluster, budget, progress, signal });
  process.stdout.write(installText({ name, namespace: options.namespace }, attempt));
}

/**
 * What an install that went well prints.
 * @throws HarnessError `check` with what kapp-controller says when it did not.
 */
export function installText(ref: PackageRef, attempt: InstallAttempt): string {
  const { name, namespace } = ref;
  const { succeeded, change, friendlyDescription, text } = attempt;
  if (!succeeded) {
    throw new HarnessError({
      code: "check",
      message: `Installing package ${name}: ${friendlyDescription}\n${text.trimEnd()}`,
      hint: `tkglab tanzu package installed get ${name} --namespace ${namespace}; when the cause is put right, it is tried again by itself`,
    });
  }
  const what = `installed package '${name}' in namespace '${namespace}'`;
  return { added: `Added ${what}\n`, updated: `Updated ${what}\n`, unchanged: `Unchanged: ${what}\n` }[
    change
  ];
}

/** Takes what the Tanzu CLI takes for yes and no. */
export function parseBoolean(text: string): boolean {
  if (["true", "t", "1"].includes(text.toLowerCase())) return true;
  if (["false", "f", "0"].includes(text.toLowerCase())) return false;
  throw new InvalidArgumentError("It takes true or false.");
}
