import type { Attempt } from "../../core/attempt.ts";
import { type Budget, budgets } from "../../core/budgets.ts";
import { type Progress, silent } from "../../core/progress.ts";
import { notYet, ready, type Sight, waitFor } from "../../core/wait-for.ts";
import type { Kube } from "../kube/kube.ts";
import { ClusterObjects, type Manifest } from "./cluster-objects.ts";
import { findApp, findInstall } from "./installed-packages.ts";
import { kinds } from "./object-kinds.ts";
import { relatedPlace } from "./package-manifests.ts";
import {
  ownerAnnotation,
  type PackageRef,
  related,
  relatedAnnotation,
  type RelatedKind,
  relatedKinds,
  relatedName,
  tanzuPackage,
} from "./package-names.ts";
import { conditionOf, isObserved, type PackageInstall } from "./package-objects.ts";
import { notYetIfSilent } from "./wait-for-package.ts";

export interface DeletePackageInput extends PackageRef {
  readonly cluster: { readonly kube: Kube };
  /** For all that it has deployed to be gone; packageReconcile unless told. */
  readonly budget?: Budget | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: Progress | undefined;
}

/** How a deletion went. */
export interface DeleteAttempt extends Attempt {
  /** Whether there was something to delete. */
  readonly wasInstalled: boolean;
}

/**
 * `tanzu package installed delete NAME`: the PackageInstall, with it the App and what that has deployed, then what was
 * made for it. kapp-controller may fail to delete: that is a value, and the account stays, without which it never could.
 * One that is not installed is fine; what an install has left under its name goes.
 * @throws HarnessError `timeout` with what kapp-controller was at.
 */
export async function deletePackage(input: DeletePackageInput): Promise<DeleteAttempt> {
  const { cluster, name, namespace, progress = silent } = input;
  const command = `tanzu package installed delete ${name} --namespace ${namespace} --yes`;
  const objects = await ClusterObjects.of(cluster.kube);
  const install = await findInstall(objects, input);
  if (install === undefined) {
    await removeLeftovers(objects, input, progress);
    const text = `package '${name}' is not installed in namespace '${namespace}'`;
    return { command, succeeded: true, text, wasInstalled: false };
  }
  progress.say(`Deleting package install '${name}' from namespace '${namespace}'`);
  await objects.remove(kinds.packageInstall, { name, namespace });
  const failure = await gone(objects, input);
  if (failure !== undefined) return { command, succeeded: false, text: failure, wasInstalled: true };
  for (const kind of relatedKinds) {
    const made = install.metadata.annotations?.[relatedAnnotation(kind)];
    if (made !== undefined) await removeRelated(objects, kind, made, input, progress);
  }
  const text = `Uninstalled package '${name}' from namespace '${namespace}'`;
  return { command, succeeded: true, text, wasInstalled: true };
}

/** Waits until a package is gone, or gives the text of why it does not go. */
function gone(objects: ClusterObjects, input: DeletePackageInput): Promise<string | undefined> {
  const { name, namespace, budget = budgets.packageReconcile, signal, progress = silent } = input;
  const look = async (): Promise<Sight<string | undefined>> => {
    const [install, app] = await Promise.all([findInstall(objects, input), findApp(objects, input)]);
    const failure = install === undefined ? undefined : failureOf(install);
    if (failure !== undefined) return ready(failure);
    if (install === undefined && app === undefined) return ready(undefined);
    const saw = app?.status?.friendlyDescription ?? install?.status?.friendlyDescription ?? "no status yet";
    progress.now(`Deleting package ${name}: ${saw}`);
    return notYet(saw);
  };
  return waitFor({
    what: `package ${name} in namespace ${namespace} to be gone`,
    look: () => look().catch(notYetIfSilent),
    budget,
    signal,
    hint: `kubectl describe app --namespace ${namespace} ${name}`,
  });
}

function failureOf(install: PackageInstall): string | undefined {
  const { status } = install;
  const condition = conditionOf(status);
  if (!isObserved(install) || condition?.type !== "DeleteFailed") return undefined;
  const { usefulErrorMessage = "", friendlyDescription = "" } = status ?? {};
  return usefulErrorMessage === "" ? friendlyDescription : usefulErrorMessage;
}

/** What is left of an install that came to nothing; what is not marked as this package's is not touched. */
async function removeLeftovers(objects: ClusterObjects, ref: PackageRef, progress: Progress): Promise<void> {
  const owner = ownerAnnotation(ref)[tanzuPackage];
  for (const kind of relatedKinds) {
    const name = relatedName(kind, ref);
    const found = await objects.find<Manifest>(related[kind].kind, relatedPlace(kind, name, ref.namespace));
    if (found?.metadata.annotations?.[tanzuPackage] !== owner) continue;
    await removeRelated(objects, kind, name, ref, progress);
  }
}

async function removeRelated(
  objects: ClusterObjects,
  kind: RelatedKind,
  name: string,
  { namespace }: PackageRef,
  progress: Progress,
): Promise<void> {
  progress.say(`Deleting ${related[kind].title} '${name}'`);
  await objects.remove(related[kind].kind, relatedPlace(kind, name, namespace));
}
