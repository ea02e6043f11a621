import { HarnessError } from "../../core/errors.ts";
import type { Progress } from "../../core/progress.ts";
import type { ClusterObjects, Manifest } from "./cluster-objects.ts";
import { checkAvailable } from "./available-packages.ts";
import { kinds } from "./object-kinds.ts";
import {
  accountManifests,
  packageInstallManifest,
  type Values,
  valuesManifest,
} from "./package-manifests.ts";
import { type PackageRef, related, type RelatedKind, tanzuPackage } from "./package-names.ts";

export interface CreatePackageInput extends PackageRef {
  readonly packageName: string;
  readonly version: string;
  readonly values: Values | undefined;
  readonly serviceAccountName: string | undefined;
  readonly createNamespace: boolean;
  readonly progress: Progress;
  readonly signal: AbortSignal | undefined;
}

/**
 * Creates all that makes a package be installed. What it has created goes again if it does not come to the end.
 * @throws HarnessError `usage` for what the caller has to put right, otherwise the API server's words.
 */
export async function createPackage(objects: ClusterObjects, input: CreatePackageInput): Promise<void> {
  const { name, namespace, packageName, serviceAccountName, values, progress, signal } = input;
  await using created = new AsyncDisposableStack();
  const create = async (manifest: Manifest): Promise<boolean> => {
    signal?.throwIfAborted();
    const isNew = await objects.create(manifest);
    if (isNew) created.defer(() => objects.remove(manifest, manifest.metadata).then(() => undefined));
    return isNew;
  };
  const hasNamespace = (await objects.find(kinds.namespace, { name: namespace })) !== undefined;
  if (!hasNamespace && !input.createNamespace) throw noNamespace(input);
  progress.say(`Getting package metadata for '${packageName}'`);
  await checkAvailable(objects, input);
  if (!hasNamespace) {
    progress.say(`Creating namespace '${namespace}'`);
    await create({ ...kinds.namespace, metadata: { name: namespace } });
  }
  if (serviceAccountName !== undefined) await checkServiceAccount(objects, input, serviceAccountName);
  const manifests = [
    ...(serviceAccountName === undefined ? accountManifests(input) : []),
    ...(values === undefined ? [] : [valuesManifest(input, values)]),
  ];
  for (const manifest of manifests) {
    progress.say(creating(manifest));
    // What an install before this one has left is taken over, as by the Tanzu CLI.
    if (!(await create(manifest))) await objects.replace(manifest);
  }
  progress.say("Creating package resource");
  if (!(await create(packageInstallManifest({ ...input, hasValues: values !== undefined })))) {
    throw new HarnessError({
      code: "tool-failed",
      message: `Installing package ${name}: somebody else has just installed one of that name in namespace ${namespace}`,
      hint: `tkglab tanzu package installed get ${name} --namespace ${namespace}`,
    });
  }
  created.move();
}

/** `Creating service account 'cartographer-default-sa'` */
export function creating({ kind, metadata }: Manifest & { readonly kind: RelatedKind }): string {
  return `Creating ${related[kind].title} '${metadata.name}'`;
}

function noNamespace({ name, namespace }: PackageRef): HarnessError {
  return new HarnessError({
    code: "usage",
    message: `Installing package ${name}: there is no namespace ${namespace}`,
    hint: `kubectl create namespace ${namespace}, or --create-namespace`,
  });
}

/** A service account that the caller brings has to be there, and to be no other package's. */
async function checkServiceAccount(
  objects: ClusterObjects,
  { name, namespace }: PackageRef,
  account: string,
): Promise<void> {
  const found = await objects.find<Manifest>(kinds.serviceAccount, { name: account, namespace });
  const owner = found?.metadata.annotations?.[tanzuPackage];
  if (found !== undefined && owner === undefined) return;
  throw new HarnessError({
    code: "usage",
    message: `Installing package ${name}: service account ${account} in namespace ${namespace} ${owner === undefined ? "is not there" : `belongs to the installed package ${owner}`}`,
    hint: `kubectl get serviceaccounts --namespace ${namespace}`,
  });
}
