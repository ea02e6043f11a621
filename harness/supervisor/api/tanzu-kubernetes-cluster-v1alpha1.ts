import type { apiVersions } from "./names.ts";
import type { ObjectMeta } from "./object-meta.ts";
import type { Settings } from "./settings.ts";
import type { ApiEndpoint, ClusterPhase, Distribution } from "./tanzu-kubernetes-cluster.ts";

/** A cluster as vSphere 7.0 had it first: v1alpha1. It is served, and stored as v1alpha2. */
export interface TanzuKubernetesClusterV1alpha1 {
  readonly apiVersion: typeof apiVersions.v1alpha1;
  readonly kind: "TanzuKubernetesCluster";
  readonly metadata: ObjectMeta;
  readonly spec: TanzuKubernetesClusterSpecV1alpha1;
  readonly status?: TanzuKubernetesClusterStatusV1alpha1;
}

export interface TanzuKubernetesClusterSpecV1alpha1 {
  readonly topology: TopologyV1alpha1;
  readonly distribution: Distribution;
  readonly settings?: Settings;
}

export interface TopologyV1alpha1 {
  readonly controlPlane: NodeTopologyV1alpha1;
  /** The one pool of workers that there is. */
  readonly workers: NodeTopologyV1alpha1;
}

export interface NodeTopologyV1alpha1 {
  readonly count: number;
  /** Of virtual machines. */
  readonly class: string;
  readonly storageClass: string;
}

export interface TanzuKubernetesClusterStatusV1alpha1 {
  readonly clusterApiStatus?: {
    readonly apiEndpoints?: readonly ApiEndpoint[];
    readonly errorReason?: string;
    readonly errorMessage?: string;
    readonly phase?: string;
  };
  /** By the name of a node. */
  readonly vmStatus?: Readonly<Record<string, string>>;
  readonly nodeStatus?: Readonly<Record<string, string>>;
  readonly version?: string;
  readonly addons?: Readonly<Record<string, AddonStatusV1alpha1>>;
  readonly phase?: ClusterPhase;
}

export interface AddonStatusV1alpha1 {
  readonly name: string;
  readonly status: "pending" | "error" | "applied" | "unmanaged";
  readonly version?: string;
  readonly lastErrorMessage?: string;
}
