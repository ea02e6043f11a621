import { Command } from "commander";
import { type DeleteAttempt, deletePackage } from "../../cluster/packages/delete-package.ts";
import type { PackageRef } from "../../cluster/packages/package-names.ts";
import { HarnessError } from "../../core/errors.ts";
import { terminalProgress } from "../terminal-progress.ts";
import { type Asking, confirm } from "./confirm.ts";
import {
  budgetOf,
  choosesCluster,
  type ClusterChoice,
  hasPollTimeout,
  openChosen,
} from "./package-cluster.ts";
import { stopOnInterrupt } from "./stop-on-interrupt.ts";

interface DeleteOptions extends ClusterChoice {
  readonly namespace: string;
  readonly yes: boolean;
  /** Milliseconds. */
  readonly pollTimeout?: number;
}

/** `tkglab tanzu package installed delete NAME`. */
export function deletePackageCommand(): Command {
  const command = new Command("delete")
    .description("delete an installed package, with all that it has deployed")
    .argument("<name>", "what it is called here")
    .option("-n, --namespace <namespace>", "its namespace", "default")
    .option("-y, --yes", "without asking", false);
  return choosesCluster(hasPollTimeout(command)).action(remove);
}

async function remove(name: string, options: DeleteOptions): Promise<void> {
  using progress = terminalProgress(process.stderr);
  using interrupt = stopOnInterrupt(progress);
  const { signal } = interrupt;
  const { namespace, yes, pollTimeout } = options;
  const ref = { name, namespace };
  const cluster = await openChosen(options, { progress, signal });
  const { stdin, stderr } = process;
  if (!yes) await agreeToDeletePackage(ref, { stdin, stderr, signal });
  const budget = budgetOf(pollTimeout);
  const attempt = await deletePackage({ ...ref, cluster, budget, progress, signal });
  process.stdout.write(deletionText(ref, attempt));
}

/**
 * Asks whether a package may go.
 * @throws HarnessError `usage` where nobody can be asked, `interrupted` when the answer is no.
 */
export async function agreeToDeletePackage({ name, namespace }: PackageRef, asking: Asking): Promise<void> {
  const doing = `Deleting package ${name}`;
  if (asking.stdin.isTTY !== true) {
    throw new HarnessError({
      code: "usage",
      message: `${doing}: there is no terminal to ask whether you are sure`,
      hint: `tkglab tanzu package installed delete ${name} --namespace ${namespace} --yes`,
    });
  }
  const question = `Deleting installed package '${name}' in namespace '${namespace}'. Are you sure?`;
  if (await confirm(question, asking)) return;
  throw new HarnessError({ code: "interrupted", message: `${doing}: not confirmed, it stays` });
}

/**
 * What a deletion prints.
 * @throws HarnessError `check` when kapp-controller cannot delete what it has deployed.
 */
export function deletionText({ name, namespace }: PackageRef, { succeeded, text }: DeleteAttempt): string {
  if (succeeded) return `${text}\n`;
  throw new HarnessError({
    code: "check",
    message: `Deleting package ${name}: kapp-controller cannot delete what it has deployed:\n${text.trimEnd()}`,
    hint: `kubectl describe app --namespace ${namespace} ${name}; its account stays, so that it can be tried again`,
  });
}
