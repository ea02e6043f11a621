import { kinds, type ObjectKind } from "./object-kinds.ts";

/** Which installed package is meant. */
export interface PackageRef {
  readonly name: string;
  readonly namespace: string;
}

/** The annotation by which the Tanzu CLI knows its own; on a PackageInstall with a kind behind it. */
export const tanzuPackage = "tkg.tanzu.vmware.com/tanzu-package";

/** What the Tanzu CLI makes for an installed package besides its PackageInstall. */
export type RelatedKind = "ClusterRole" | "ClusterRoleBinding" | "Secret" | "ServiceAccount";

/** Each of them: how it is called, what people call it, and whether it lies in the package's namespace. */
export const related: Readonly<
  Record<
    RelatedKind,
    {
      readonly kind: ObjectKind;
      readonly suffix: string;
      readonly title: string;
      readonly isNamespaced: boolean;
    }
  >
> = {
  Secret: { kind: kinds.secret, suffix: "values", title: "secret", isNamespaced: true },
  ServiceAccount: { kind: kinds.serviceAccount, suffix: "sa", title: "service account", isNamespaced: true },
  ClusterRole: {
    ...{ kind: kinds.clusterRole, suffix: "cluster-role", title: "cluster admin role", isNamespaced: false },
  },
  ClusterRoleBinding: {
    ...{ kind: kinds.clusterRoleBinding, suffix: "cluster-rolebinding", title: "cluster role binding" },
    isNamespaced: false,
  },
};

/** In the order in which the Tanzu CLI creates them; the secret comes after these. */
export const relatedKinds = ["ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Secret"] as const;

/** `cartographer-default-sa` for the ServiceAccount of cartographer in default. */
export function relatedName(kind: RelatedKind, { name, namespace }: PackageRef): string {
  return `${name}-${namespace}-${related[kind].suffix}`;
}

/** What says whose a related object is. */
export function ownerAnnotation({ name, namespace }: PackageRef): Readonly<Record<string, string>> {
  return { [tanzuPackage]: `${name}-${namespace}` };
}

/** The annotation of a PackageInstall that names its related object of a kind. */
export function relatedAnnotation(kind: RelatedKind): string {
  return `${tanzuPackage}-${kind}`;
}
