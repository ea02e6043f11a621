/** A kind of objects, as their manifests name it. */
export interface ObjectKind {
  readonly apiVersion: string;
  readonly kind: string;
}

const rbac = "rbac.authorization.k8s.io/v1";
const packaging = "packaging.carvel.dev/v1alpha1";
/** Served by kapp-controller itself, behind the API server. */
const packageData = "data.packaging.carvel.dev/v1alpha1";

/** The kinds that the package commands deal with. */
export const kinds = {
  namespace: { apiVersion: "v1", kind: "Namespace" },
  serviceAccount: { apiVersion: "v1", kind: "ServiceAccount" },
  secret: { apiVersion: "v1", kind: "Secret" },
  clusterRole: { apiVersion: rbac, kind: "ClusterRole" },
  clusterRoleBinding: { apiVersion: rbac, kind: "ClusterRoleBinding" },
  packageInstall: { apiVersion: packaging, kind: "PackageInstall" },
  app: { apiVersion: "kappctrl.k14s.io/v1alpha1", kind: "App" },
  package: { apiVersion: packageData, kind: "Package" },
  packageMetadata: { apiVersion: packageData, kind: "PackageMetadata" },
} as const satisfies Record<string, ObjectKind>;
