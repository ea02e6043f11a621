import { HarnessError } from "../../core/errors.ts";
import type { Progress } from "../../core/progress.ts";
import { checkAvailable } from "./available-packages.ts";
import type { ClusterObjects, Manifest } from "./cluster-objects.ts";
import { creating } from "./create-package.ts";
import { kinds } from "./object-kinds.ts";
import { type Values, valuesManifest } from "./package-manifests.ts";
import { type PackageRef, relatedAnnotation } from "./package-names.ts";
import type { PackageInstall } from "./package-objects.ts";

export interface UpdatePackageInput extends PackageRef {
  readonly packageName: string;
  readonly version: string;
  readonly values: Values | undefined;
  readonly progress: Progress;
}

/**
 * What an update has changed: `secret` is no more than the content of one that the PackageInstall names already, which
 * changes no generation.
 */
export type Update = "nothing" | "secret" | "install";

/**
 * What a second install of the same name comes to with the Tanzu CLI: another version, other values, and nothing else.
 * @throws HarnessError `usage` when it is another package, or there is no such version.
 */
export async function updatePackage(
  objects: ClusterObjects,
  install: PackageInstall,
  input: UpdatePackageInput,
): Promise<Update> {
  const { name, namespace, packageName, version, values, progress } = input;
  const { refName, versionSelection } = install.spec.packageRef ?? {};
  if (refName !== packageName) {
    throw new HarnessError({
      code: "usage",
      message: `Installing package ${name}: that name is taken in namespace ${namespace}, by package ${refName ?? "none"}`,
      hint: `another name, or first: tkglab tanzu package installed delete ${name} --namespace ${namespace}`,
    });
  }
  const isOtherVersion = versionSelection?.constraints !== version;
  if (!isOtherVersion && values === undefined) {
    progress.say(`Package '${name}' is installed in namespace '${namespace}' already: nothing to change`);
    return "nothing";
  }
  progress.say(`Package '${name}' is installed in namespace '${namespace}' already: updating it`);
  await checkAvailable(objects, input);
  const secret = values === undefined ? undefined : valuesManifest(input, values);
  if (secret !== undefined) {
    progress.say(creating(secret));
    if (!(await objects.create(secret))) await objects.replace(secret);
  }
  await objects.change(changeOf(input, secret));
  const named = install.spec.values?.map(({ secretRef }) => secretRef?.name) ?? [];
  const isNamed = named.length === 1 && named[0] === secret?.metadata.name;
  return isOtherVersion || !isNamed ? "install" : "secret";
}

function changeOf({ name, namespace, version }: UpdatePackageInput, secret: Manifest | undefined): Manifest {
  const annotations =
    secret === undefined ? {} : { annotations: { [relatedAnnotation("Secret")]: secret.metadata.name } };
  return {
    ...kinds.packageInstall,
    metadata: { ...{ name, namespace }, ...annotations },
    spec: {
      packageRef: { versionSelection: { constraints: version } },
      ...(secret === undefined ? {} : { values: [{ secretRef: { name: secret.metadata.name } }] }),
    },
  };
}
