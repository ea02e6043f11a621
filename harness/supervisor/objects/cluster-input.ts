import { apiVersions } from "../api/names.ts";
import type { ObjectMeta } from "../api/object-meta.ts";
import type { TanzuKubernetesCluster } from "../api/tanzu-kubernetes-cluster.ts";
import type { OwnedMeta, OwnerReference } from "./kube-object.ts";
import type { LabSettings } from "./lab-settings.ts";
import { labels } from "./names.ts";
import type { NodeCa } from "./trust.ts";

export const clusterKind = "TanzuKubernetesCluster";

/** A TanzuKubernetesCluster that the API server has stored. */
export interface StoredCluster extends TanzuKubernetesCluster {
  readonly metadata: ObjectMeta & {
    readonly uid: string;
    readonly namespace: string;
    readonly generation: number;
  };
}

/** All that the objects of a cluster follow from. */
export interface ClusterInput {
  readonly tkc: StoredCluster;
  readonly lab: LabSettings;
  /** What its nodes trust besides what the operating system does. */
  readonly cas: readonly NodeCa[];
  /** One line of authorized_keys. */
  readonly sshPublicKey: string;
}

/** The metadata of an object that is made for a cluster. */
export function madeFor({ metadata }: StoredCluster, name: string): OwnedMeta {
  return {
    ...{ name, namespace: metadata.namespace },
    labels: { [labels.cluster]: metadata.name, [labels.madeFor]: metadata.name },
    ownerReferences: [ownerReference(metadata)],
  };
}

/** Not the controlling one: of most objects Cluster API makes its Cluster that. */
export function ownerReference({
  name,
  uid,
}: {
  readonly name: string;
  readonly uid: string;
}): OwnerReference {
  return { apiVersion: apiVersions.v1alpha2, kind: clusterKind, name, uid };
}

/** Whether an object belongs to just this cluster, not to one that had its name before. */
export function isOwnedBy(object: { readonly metadata: OwnedMeta }, { metadata }: StoredCluster): boolean {
  return object.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid) ?? false;
}
