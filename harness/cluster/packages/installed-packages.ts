import { HarnessError } from "../../core/errors.ts";
import type { Kube } from "../kube/kube.ts";
import { ClusterObjects } from "./cluster-objects.ts";
import { kinds } from "./object-kinds.ts";
import type { PackageRef } from "./package-names.ts";
import type { App, AppStatus, PackageInstall, ReconcileCondition } from "./package-objects.ts";

/** What the Tanzu CLI says of a package that is installed, or is to be. */
export interface InstalledPackage extends PackageRef {
  readonly packageName: string;
  /** The one that kapp-controller has chosen; empty as long as it has not. */
  readonly version: string;
  /** The one that is asked for. */
  readonly constraints: string;
  /** Such as `Reconcile succeeded`. */
  readonly status: string;
  readonly conditions: readonly ReconcileCondition[];
  readonly usefulErrorMessage: string;
}

interface OnePackageInput extends PackageRef {
  readonly cluster: { readonly kube: Kube };
}

/** `tanzu package installed list`: those of a namespace, of all unless told. */
export async function listInstalled(input: {
  readonly cluster: { readonly kube: Kube };
  readonly namespace?: string | undefined;
}): Promise<readonly InstalledPackage[]> {
  const objects = await ClusterObjects.of(input.cluster.kube);
  const installs = await objects.list<PackageInstall>(kinds.packageInstall, input.namespace);
  return installs.map(installedOf).toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)));
}

/** `tanzu package installed get NAME`; undefined when there is none. */
export async function getInstalled({
  cluster,
  ...place
}: OnePackageInput): Promise<InstalledPackage | undefined> {
  const objects = await ClusterObjects.of(cluster.kube);
  const install = await findInstall(objects, place);
  return install === undefined ? undefined : installedOf(install);
}

/**
 * What kapp-controller says of its last attempt: what fetch, template and deploy printed, its conditions, its counters.
 * @throws HarnessError `usage` when there is no App of that name.
 */
export async function readAppStatus({ cluster, ...place }: OnePackageInput): Promise<AppStatus> {
  const app = await findApp(await ClusterObjects.of(cluster.kube), place);
  if (app !== undefined) return app.status ?? {};
  throw new HarnessError({
    code: "usage",
    message: `Reading App ${keyOf(place)}: there is none`,
    hint: `kubectl get packageinstalls,apps --namespace ${place.namespace}`,
  });
}

/** The PackageInstall of that name. */
export function findInstall(
  objects: ClusterObjects,
  { name, namespace }: PackageRef,
): Promise<PackageInstall | undefined> {
  return objects.find<PackageInstall>(kinds.packageInstall, { name, namespace });
}

/** The App that carries it out. */
export function findApp(objects: ClusterObjects, { name, namespace }: PackageRef): Promise<App | undefined> {
  return objects.find<App>(kinds.app, { name, namespace });
}

function installedOf({ metadata, spec, status }: PackageInstall): InstalledPackage {
  return {
    ...{ name: metadata.name, namespace: metadata.namespace },
    packageName: spec.packageRef?.refName ?? "",
    version: status?.version ?? "",
    constraints: spec.packageRef?.versionSelection?.constraints ?? "",
    status: status?.friendlyDescription ?? "",
    conditions: status?.conditions ?? [],
    usefulErrorMessage: status?.usefulErrorMessage ?? "",
  };
}

function keyOf({ name, namespace }: PackageRef): string {
  return `${namespace}/${name}`;
}
