import type { Attempt } from "../../core/attempt.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

/**
 * Every field of the App that seed 000 prints, as a path: names, and numbers for places in a list. It is printed for a
 * package whose installation went well.
 */
export const fieldsOfSeed000 = [
  "apiVersion",
  "kind",
  "metadata.creationTimestamp",
  "metadata.finalizers.0",
  "metadata.generation",
  "metadata.name",
  "metadata.namespace",
  ...ownerReference("apiVersion", "blockOwnerDeletion", "controller", "kind", "name", "uid"),
  "metadata.resourceVersion",
  "metadata.uid",
  "spec.deploy.0.kapp.rawOptions.0",
  "spec.fetch.0.imgpkgBundle.image",
  "spec.serviceAccountName",
  "spec.template.0.ytt.ignoreUnknownComments",
  "spec.template.0.ytt.inline.paths",
  "spec.template.1.kbld",
  "status.conditions.0.status",
  "status.conditions.0.type",
  "status.consecutiveReconcileSuccesses",
  ...stepOf("deploy", "exitCode", "finished", "startedAt", "stdout", "updatedAt"),
  ...stepOf("fetch", "exitCode", "startedAt", "stdout", "updatedAt"),
  "status.friendlyDescription",
  ...stepOf("inspect", "exitCode", "stdout", "updatedAt"),
  "status.observedGeneration",
  ...stepOf("template", "exitCode", "stderr", "updatedAt"),
] as const;

export interface CheckAppFieldsInput {
  readonly cluster: { readonly kubectl: KubectlOptions };
  readonly name: string;
  readonly namespace: string;
}

/**
 * Where an App of today has another value than the seed's although all is well, and why. Names of clusters, registries and
 * digests differ by themselves.
 */
const differing: Readonly<Record<string, string>> = {
  "metadata.generation": "it counts each change: the seed's App was never paused or told of another CA",
  "metadata.namespace": "the seed installs into tkg-package-install, but prints an App of namespace default",
  "spec.serviceAccountName":
    "the Tanzu CLI makes the name of package and namespace, and the namespace is another",
  "status.consecutiveReconcileSuccesses": "it counts on with every reconciliation",
  "status.deploy.stdout":
    "kapp prints other columns today, and nothing to create when it is not the first time",
};

/** Succeeds when an App has every field that seed 000 shows; says each with its value, the first line of a long one. */
export async function checkAppFields(input: CheckAppFieldsInput): Promise<Attempt> {
  const { cluster, name, namespace } = input;
  const args = ["get", "app", name, "--namespace", namespace, "--output"];
  const app: unknown = JSON.parse(await kubectlOk(`Reading App ${name}`, [...args, "json"], cluster.kubectl));
  const fields = fieldsOfSeed000.map((path) => ({ path, value: valueAt(app, path) }));
  const missing = fields.filter(({ value }) => value === undefined).map(({ path }) => path);
  return {
    command: `kubectl ${args.join(" ")} yaml`,
    succeeded: missing.length === 0,
    text:
      missing.length === 0
        ? fields.map(({ path, value }) => `${path}: ${shown(value)}${reasonOf(path)}`).join("\n")
        : `missing: ${missing.join(", ")}`,
  };
}

/** The value at a path; undefined where there is none. */
export function valueAt(root: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => {
    if (typeof value !== "object" || value === null) return undefined;
    // as: a list is indexed by its numbers as a record by its names
    return (value as Readonly<Record<string, unknown>>)[key];
  }, root);
}

function reasonOf(path: string): string {
  const reason = differing[path];
  return reason === undefined ? "" : `  # not as in the seed: ${reason}`;
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const [first = "", ...more] = text.split("\n");
  return more.length === 0 ? first : `${first} ... (${more.length + 1} lines)`;
}

function ownerReference(...fields: readonly string[]): string[] {
  return fields.map((field) => `metadata.ownerReferences.0.${field}`);
}

function stepOf(step: string, ...fields: readonly string[]): string[] {
  return fields.map((field) => `status.${step}.${field}`);
}
