import type { KubeObject } from "./kube-object.ts";

/** The APIs of Cluster API 1.10 of which a cluster is made. */
export const clusterApi = {
  core: "cluster.x-k8s.io/v1beta1",
  bootstrap: "bootstrap.cluster.x-k8s.io/v1beta1",
  controlPlane: "controlplane.cluster.x-k8s.io/v1beta1",
  infrastructure: "infrastructure.cluster.x-k8s.io/v1beta1",
} as const;

/** How one object of Cluster API names another. */
export interface Reference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export function referenceTo({ apiVersion, kind, metadata }: KubeObject): Reference {
  const { name, namespace } = metadata;
  return { apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) };
}
