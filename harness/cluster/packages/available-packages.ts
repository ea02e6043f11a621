import { HarnessError } from "../../core/errors.ts";
import type { Kube } from "../kube/kube.ts";
import { ClusterObjects } from "./cluster-objects.ts";
import { kinds } from "./object-kinds.ts";
import type { Package, PackageMetadata } from "./package-objects.ts";
import { compareVersions } from "./package-version.ts";

/** A package of which there are versions to install. */
export interface AvailablePackage {
  readonly name: string;
  readonly displayName: string;
  readonly shortDescription: string;
  /** Empty when there is none yet. */
  readonly latestVersion: string;
  readonly namespace: string;
}

/** One of its versions. */
export interface AvailableVersion {
  readonly name: string;
  readonly version: string;
  /** Empty when the package does not say. */
  readonly releasedAt: string;
  readonly namespace: string;
}

export interface ListAvailableInput {
  readonly cluster: { readonly kube: Kube };
  /** Those that can be installed there, kapp-controller's global ones too; those of all namespaces unless told. */
  readonly namespace?: string | undefined;
}

/** `tanzu package available list`. */
export async function listAvailable({
  cluster,
  namespace,
}: ListAvailableInput): Promise<readonly AvailablePackage[]> {
  const objects = await ClusterObjects.of(cluster.kube);
  const [all, versions] = await Promise.all([
    objects.list<PackageMetadata>(kinds.packageMetadata, namespace),
    listPackages(objects, namespace),
  ]);
  return all.map(({ metadata, spec }) => ({
    name: metadata.name,
    displayName: spec.displayName ?? "",
    shortDescription: spec.shortDescription ?? "",
    latestVersion:
      versions.findLast((one) => one.name === metadata.name && one.namespace === metadata.namespace)
        ?.version ?? "",
    namespace: metadata.namespace,
  }));
}

/** `tanzu package available list PACKAGE`: its versions, the latest last. */
export async function listVersions({
  cluster,
  namespace,
  packageName,
}: ListAvailableInput & { readonly packageName: string }): Promise<readonly AvailableVersion[]> {
  const versions = await listPackages(await ClusterObjects.of(cluster.kube), namespace);
  return versions.filter(({ name }) => name === packageName);
}

/**
 * Makes sure that a version of a package can be installed in a namespace.
 * @throws HarnessError `usage` saying which versions, or which packages, there are.
 */
export async function checkAvailable(
  objects: ClusterObjects,
  wanted: { readonly packageName: string; readonly version: string; readonly namespace: string },
): Promise<void> {
  const { packageName, version, namespace } = wanted;
  const [described, versions] = await Promise.all([
    objects.find<PackageMetadata>(kinds.packageMetadata, { name: packageName, namespace }),
    listPackages(objects, namespace),
  ]);
  const doing = `Looking for package ${packageName} ${version} in namespace ${namespace}`;
  const own = versions.filter(({ name }) => name === packageName);
  if (own.length === 0) {
    throw new HarnessError({
      code: "usage",
      message: `${doing}: there is no such package; there is ${listed(versions.map(({ name }) => name))}`,
      hint: `kubectl apply --namespace ${namespace} --filename package.yaml --filename package-metadata.yaml`,
    });
  }
  if (!own.some((one) => one.version === version)) {
    throw new HarnessError({
      code: "usage",
      message: `${doing}: it has no such version; it has ${listed(own.map((one) => one.version))}`,
      hint: `tkglab tanzu package available list ${packageName} --namespace ${namespace}`,
    });
  }
  if (described === undefined) {
    // kapp-controller could do without; the Tanzu CLI refuses.
    throw new HarnessError({
      code: "usage",
      message: `${doing}: it has no PackageMetadata, and without the Tanzu CLI does not know it`,
      hint: `kubectl apply --namespace ${namespace} --filename package-metadata.yaml`,
    });
  }
}

/** Every version of every package, by name and version. */
async function listPackages(
  objects: ClusterObjects,
  namespace: string | undefined,
): Promise<readonly AvailableVersion[]> {
  const packages = await objects.list<Package>(kinds.package, namespace);
  return packages
    .map(({ metadata, spec }) => ({
      name: spec.refName,
      version: spec.version,
      releasedAt: spec.releasedAt ?? "",
      namespace: metadata.namespace,
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name) || compareVersions(a.version, b.version));
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "none" : [...new Set(names)].join(", ");
}
