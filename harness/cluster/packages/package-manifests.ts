import type { Manifest, ObjectPlace } from "./cluster-objects.ts";
import { kinds } from "./object-kinds.ts";
import {
  ownerAnnotation,
  type PackageRef,
  related,
  relatedAnnotation,
  type RelatedKind,
  relatedName,
} from "./package-names.ts";

/** A file with values for a package's templates. */
export interface Values {
  /** Without its folder: that is its key in the Secret. */
  readonly fileName: string;
  readonly content: Uint8Array;
}

export interface PackageManifestInput extends PackageRef {
  readonly packageName: string;
  readonly version: string;
  /** The one that was made for it, unless told. */
  readonly serviceAccountName: string | undefined;
  readonly hasValues: boolean;
}

/** Where a related object of a package is. */
export function relatedPlace(kind: RelatedKind, name: string, namespace: string): ObjectPlace {
  return related[kind].isNamespaced ? { name, namespace } : { name };
}

/** The ServiceAccount of a package, and what lets it do everything, as the Tanzu CLI makes them. */
export function accountManifests(ref: PackageRef): readonly (Manifest & { readonly kind: RelatedKind })[] {
  const { namespace } = ref;
  const name = relatedName("ServiceAccount", ref);
  const roleName = relatedName("ClusterRole", ref);
  return [
    relatedManifest("ServiceAccount", ref, {}),
    relatedManifest("ClusterRole", ref, { rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }] }),
    relatedManifest("ClusterRoleBinding", ref, {
      subjects: [{ kind: "ServiceAccount", name, namespace }],
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: roleName },
    }),
  ];
}

/** The Secret with a package's values. */
export function valuesManifest(
  ref: PackageRef,
  { fileName, content }: Values,
): Manifest & { readonly kind: RelatedKind } {
  return relatedManifest("Secret", ref, { data: { [fileName]: Buffer.from(content).toString("base64") } });
}

/** The PackageInstall itself; its annotations say what goes when it does. */
export function packageInstallManifest(input: PackageManifestInput): Manifest {
  const { name, namespace, packageName, version, serviceAccountName, hasValues } = input;
  const made = [
    ...(serviceAccountName === undefined
      ? (["ClusterRole", "ClusterRoleBinding", "ServiceAccount"] as const)
      : []),
    ...(hasValues ? (["Secret"] as const) : []),
  ];
  return {
    ...kinds.packageInstall,
    metadata: {
      ...{ name, namespace },
      annotations: Object.fromEntries(
        made.map((kind) => [relatedAnnotation(kind), relatedName(kind, input)]),
      ),
    },
    spec: {
      serviceAccountName: serviceAccountName ?? relatedName("ServiceAccount", input),
      packageRef: {
        refName: packageName,
        versionSelection: { constraints: version, prereleases: {} },
      },
      ...(hasValues ? { values: [{ secretRef: { name: relatedName("Secret", input) } }] } : {}),
    },
  };
}

function relatedManifest(
  kind: RelatedKind,
  ref: PackageRef,
  body: Readonly<Record<string, unknown>>,
): Manifest & { readonly kind: RelatedKind } {
  const place = relatedPlace(kind, relatedName(kind, ref), ref.namespace);
  return {
    apiVersion: related[kind].kind.apiVersion,
    kind,
    metadata: { ...place, annotations: ownerAnnotation(ref) },
    ...body,
  };
}
