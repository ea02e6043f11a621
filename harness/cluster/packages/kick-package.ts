import { type Budget, budgets } from "../../core/budgets.ts";
import { HarnessError } from "../../core/errors.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import type { Kube } from "../kube/kube.ts";
import { ClusterObjects } from "./cluster-objects.ts";
import { findApp, findInstall } from "./installed-packages.ts";
import { kinds } from "./object-kinds.ts";
import type { PackageRef } from "./package-names.ts";
import { isObserved } from "./package-objects.ts";
import { markOf, type OutcomeMark } from "./package-outcome.ts";
import { type PackageAttempt, waitForPackage, type WaitForPackageInput } from "./wait-for-package.ts";

export interface KickPackageInput extends PackageRef {
  readonly cluster: { readonly kube: Kube };
  /** For kapp-controller to see it; packageReconcile unless told. */
  readonly budget?: Budget | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes kapp-controller try a package again at once: a failed one waits longer each time, one that succeeded ten minutes.
 * Pausing and resuming changes the App twice, so that an attempt under way is about what it was before, and does not
 * count. Gives what the next outcome has to be told from.
 * @throws HarnessError `usage` when no such package is installed, `timeout` when kapp-controller does not see it. The
 * package is not left paused.
 */
export async function kickPackage(input: KickPackageInput): Promise<OutcomeMark> {
  const { cluster, name, namespace, budget = budgets.packageReconcile, signal } = input;
  const objects = await ClusterObjects.of(cluster.kube);
  const pause = (paused: boolean) =>
    objects.change({ ...kinds.packageInstall, metadata: { name, namespace }, spec: { paused } });
  if ((await findInstall(objects, input)) === undefined) throw notInstalled("Trying again", input);
  await using resumed = new AsyncDisposableStack();
  resumed.defer(() => pause(false));
  await pause(true);
  return await waitFor({
    what: `package ${name} in namespace ${namespace} to be paused`,
    look: async () => {
      const [install, app] = await Promise.all([findInstall(objects, input), findApp(objects, input)]);
      if (install === undefined) throw notInstalled("Trying again", input);
      if (!isObserved(install)) return notYet("the change is not seen yet");
      // Where no App can be made of it there is nothing to pause.
      const isPaused = app === undefined || app.spec.paused === true;
      return isPaused
        ? ready(markOf(install, app))
        : notYet(`its App: ${app.status?.friendlyDescription ?? ""}`);
    },
    budget,
    signal,
    hint: `kubectl describe app --namespace ${namespace} ${name}`,
  });
}

/** Makes kapp-controller try a package again at once, and waits for how that ends. */
export async function retryPackage(input: WaitForPackageInput): Promise<PackageAttempt> {
  const { name, namespace } = input;
  const since = await kickPackage(input);
  const toggle = (paused: boolean) =>
    `kubectl patch packageinstall ${name} --namespace ${namespace} --type merge -p '{"spec":{"paused":${String(paused)}}}'`;
  return {
    ...(await waitForPackage({ ...input, since })),
    command: `${toggle(true)}; ${toggle(false)}`,
  };
}

/** There is no package installed under that name. */
export function notInstalled(doing: string, { name, namespace }: PackageRef): HarnessError {
  return new HarnessError({
    code: "usage",
    message: `${doing}: no package is installed as ${name} in namespace ${namespace}`,
    hint: "tkglab tanzu package installed list --all-namespaces",
  });
}
