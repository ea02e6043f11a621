import type { Condition } from "./conditions.ts";
import type { apiVersions } from "./names.ts";
import type { ObjectMeta } from "./object-meta.ts";
import type { Settings } from "./settings.ts";

/** A cluster as the Supervisor stores it: v1alpha2. */
export interface TanzuKubernetesCluster {
  readonly apiVersion: typeof apiVersions.v1alpha2;
  readonly kind: "TanzuKubernetesCluster";
  readonly metadata: ObjectMeta;
  readonly spec: TanzuKubernetesClusterSpec;
  readonly status?: TanzuKubernetesClusterStatus;
}

export interface TanzuKubernetesClusterSpec {
  readonly topology: Topology;
  /** The old way to name a release; `tkr` of the topology is the new one. See releaseOf(). */
  readonly distribution?: Distribution;
  readonly settings?: Settings;
}

export interface Topology {
  readonly controlPlane: NodeTopology;
  readonly nodePools: readonly NodePool[];
}

export interface NodeTopology {
  /** Of a control plane 1 or 3, and 1 when nothing is said. Of a pool, nothing said leaves it to others. */
  readonly replicas?: number;
  readonly vmClass: string;
  readonly storageClass: string;
  readonly volumes?: readonly Volume[];
  readonly tkr?: TkrReference;
  /** A Go duration: `5m0s`. */
  readonly nodeDrainTimeout?: string;
}

export interface NodePool extends NodeTopology {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
}

export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
  readonly timeAdded?: string;
}

export interface Volume {
  readonly name: string;
  readonly mountPath: string;
  readonly capacity: Readonly<Record<string, string | number>>;
  readonly storageClass?: string;
}

export interface TkrReference {
  /** Of a TanzuKubernetesRelease: `v1.34.4---vmware.1-tkg.1`. */
  readonly reference?: {
    readonly name?: string;
    readonly apiVersion?: string;
    readonly kind?: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly fieldPath?: string;
  };
}

export interface Distribution {
  /** `v1.34.4+vmware.1-tkg.1` */
  readonly fullVersion?: string;
  /** The beginning of one: `v1.34`. */
  readonly version?: string;
}

export type ClusterPhase =
  "creating" | "failed" | "running" | "unhealthy" | "updating" | "updateFailed" | "deleting";

export interface TanzuKubernetesClusterStatus {
  /** Of the specification that the rest is said of. */
  readonly observedGeneration?: number;
  readonly apiEndpoints?: readonly ApiEndpoint[];
  readonly version?: string;
  readonly addons?: readonly AddonStatus[];
  readonly phase?: ClusterPhase;
  readonly conditions?: readonly Condition[];
  readonly totalWorkerReplicas?: number;
}

export interface ApiEndpoint {
  readonly host: string;
  readonly port: number;
}

export interface AddonStatus {
  readonly name: string;
  readonly type: string;
  readonly version?: string;
  readonly conditions?: readonly Condition[];
}
