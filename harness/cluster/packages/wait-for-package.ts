import type { Attempt } from "../../core/attempt.ts";
import { type Budget, budgets } from "../../core/budgets.ts";
import { HarnessError } from "../../core/errors.ts";
import { type Progress, silent } from "../../core/progress.ts";
import { notYet, type Sight, waitFor } from "../../core/wait-for.ts";
import type { Kube } from "../kube/kube.ts";
import { ClusterObjects } from "./cluster-objects.ts";
import { findApp, findInstall } from "./installed-packages.ts";
import type { PackageRef } from "./package-names.ts";
import { type OutcomeMark, outcomeOf, type PackageOutcome } from "./package-outcome.ts";

/** A reconciliation that has ended, one way or the other. */
export interface PackageAttempt extends Attempt, PackageOutcome {}

export interface WaitForPackageInput extends PackageRef {
  readonly cluster: { readonly kube: Kube };
  /** Only an outcome after this one counts: what kickPackage(), or an attempt before, gave. */
  readonly since?: OutcomeMark | undefined;
  /** packageReconcile unless told. */
  readonly budget?: Budget | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: Progress | undefined;
}

/**
 * Waits for the outcome of a package's next reconciliation, of its present one unless an earlier one is named. That it
 * failed is a value.
 * @throws HarnessError `timeout` with what kapp-controller was at; `tool-failed` when the PackageInstall is gone.
 */
export async function waitForPackage(input: WaitForPackageInput): Promise<PackageAttempt> {
  const { cluster, name, namespace, since, budget = budgets.packageReconcile, signal } = input;
  const { progress = silent } = input;
  const objects = await ClusterObjects.of(cluster.kube);
  const look = async (): Promise<Sight<PackageOutcome>> => {
    const [install, app] = await Promise.all([findInstall(objects, input), findApp(objects, input)]);
    if (install === undefined) {
      throw new HarnessError({
        code: "tool-failed",
        message: `Waiting for package ${name}: its PackageInstall is no longer in namespace ${namespace}`,
        hint: `tkglab tanzu package installed list --namespace ${namespace}`,
      });
    }
    const sight = outcomeOf(install, app, since);
    if (!sight.ready) progress.now(`Waiting for package ${name}: ${sight.saw}`);
    return sight;
  };
  const outcome = await waitFor({
    what: `package ${name} in namespace ${namespace} to be reconciled`,
    look: () => look().catch(notYetIfSilent),
    budget,
    signal,
    hint: `kubectl describe packageinstalls,apps --namespace ${namespace} ${name}`,
  });
  return { command: `kubectl get app ${name} --namespace ${namespace} --output yaml`, ...outcome };
}

/** What is installed may well restart the API server, or what stands before it: that is no outcome. */
export function notYetIfSilent(error: unknown): Sight<never> {
  if (error instanceof HarnessError && error.code === "unreachable") return notYet(error.message);
  throw error;
}
