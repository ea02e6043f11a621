import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Budget } from "../../core/budgets.ts";
import { HarnessError, messageOf } from "../../core/errors.ts";
import { type Progress, silent } from "../../core/progress.ts";
import type { Kube } from "../kube/kube.ts";
import { ClusterObjects } from "./cluster-objects.ts";
import { createPackage } from "./create-package.ts";
import { findInstall } from "./installed-packages.ts";
import { kickPackage } from "./kick-package.ts";
import type { Values } from "./package-manifests.ts";
import type { PackageRef } from "./package-names.ts";
import { updatePackage } from "./update-package.ts";
import { type PackageAttempt, waitForPackage } from "./wait-for-package.ts";

export interface InstallPackageInput extends PackageRef {
  readonly cluster: { readonly kube: Kube };
  readonly packageName: string;
  readonly version: string;
  /** A YAML file for the package's templates. */
  readonly valuesFile?: string | undefined;
  /** One that is there and may do what is needed; one is made unless told. */
  readonly serviceAccountName?: string | undefined;
  /** Makes the namespace where it is missing; not unless told. */
  readonly createNamespace?: boolean | undefined;
  /** Whether to wait for the outcome; so unless told. */
  readonly wait?: boolean | undefined;
  /** For the outcome; packageReconcile unless told. */
  readonly budget?: Budget | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: Progress | undefined;
}

/** How an install went. */
export interface InstallAttempt extends PackageAttempt {
  /** What it came to: `unchanged` is a second install of the same. */
  readonly change: "added" | "updated" | "unchanged";
}

/**
 * `tanzu package install NAME`: gives a package an account that may do everything, its values and a PackageInstall, and
 * waits for the outcome. That it does not reconcile is a value, and the PackageInstall stays. Of one that cannot be
 * created nothing stays. One of that name that is there is updated.
 * @throws HarnessError `usage` for what the caller has to put right, such as an unknown version; the API server's words;
 * `timeout` as waitForPackage() does.
 */
export async function installPackage(input: InstallPackageInput): Promise<InstallAttempt> {
  const { cluster, valuesFile, wait = true, progress = silent } = input;
  const { createNamespace = false, serviceAccountName, signal } = input;
  const command = commandOf(input);
  const values = valuesFile === undefined ? undefined : await readValues(valuesFile);
  const objects = await ClusterObjects.of(cluster.kube);
  const install = await findInstall(objects, input);
  const details = { ...input, values, progress };
  const update = install === undefined ? undefined : await updatePackage(objects, install, details);
  if (update === undefined) {
    await createPackage(objects, { ...details, createNamespace, serviceAccountName, signal });
  }
  const change = update === undefined ? "added" : update === "nothing" ? "unchanged" : "updated";
  if (!wait) return { ...{ command, change, succeeded: true }, ...notWaitedFor };
  progress.say(`Waiting for 'PackageInstall' reconciliation for '${input.name}'`);
  // A new generation is told from the one before; a secret is looked at anew, but nothing says when.
  const since = update === "secret" ? await kickPackage(input) : undefined;
  return { ...(await waitForPackage({ ...input, since })), command, change };
}

/** Whatever comes is later than this. */
const mark = { generation: 0, app: undefined };
const notWaitedFor = { text: "not waited for", friendlyDescription: "", mark };

async function readValues(file: string): Promise<Values> {
  try {
    return { fileName: basename(file), content: await readFile(file) };
  } catch (error) {
    throw new HarnessError({
      code: "usage",
      message: `Reading the values file ${file}: ${messageOf(error)}`,
      hint: `ls -l ${file}`,
      cause: error,
    });
  }
}

function commandOf(input: InstallPackageInput): string {
  const { name, packageName, version, namespace, valuesFile, serviceAccountName } = input;
  const { createNamespace, wait } = input;
  return [
    `tanzu package install ${name} --package-name ${packageName} --version ${version} --namespace ${namespace}`,
    ...(valuesFile === undefined ? [] : [`--values-file ${valuesFile}`]),
    ...(serviceAccountName === undefined ? [] : [`--service-account-name ${serviceAccountName}`]),
    ...(createNamespace === true ? ["--create-namespace"] : []),
    ...(wait === false ? ["--wait=false"] : []),
  ].join(" ");
}
