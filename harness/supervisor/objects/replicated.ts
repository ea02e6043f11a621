import type { OwnedMeta } from "./kube-object.ts";
import type { Reference } from "./references.ts";

/** What Cluster API says of a Cluster, as far as it is looked at. */
export interface ObservedCluster {
  readonly metadata: OwnedMeta;
  readonly spec?: {
    readonly controlPlaneEndpoint?: { readonly host?: string; readonly port?: number };
    readonly clusterNetwork?: { readonly pods?: { readonly cidrBlocks?: readonly string[] } };
  };
  readonly status?: {
    readonly infrastructureReady?: boolean;
    readonly failureMessage?: string;
    readonly conditions?: readonly ObservedCondition[];
  };
}

/** What KubeadmControlPlanes, MachineDeployments and MachineSets have in common. */
export interface Replicated {
  readonly metadata: OwnedMeta;
  readonly spec?: {
    readonly replicas?: number;
    /** Of a control plane. */
    readonly machineTemplate?: { readonly infrastructureRef?: Reference };
    /** Of the others. */
    readonly template?: {
      readonly spec?: {
        readonly bootstrap?: { readonly configRef?: Reference };
        readonly infrastructureRef?: Reference;
      };
    };
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly readyReplicas?: number;
    readonly initialized?: boolean;
    readonly phase?: string;
    readonly version?: string;
    readonly conditions?: readonly ObservedCondition[];
  };
}

export interface ObservedCondition {
  readonly type: string;
  readonly status: string;
  readonly severity?: string;
  readonly reason?: string;
  readonly message?: string;
}

/** How far the machines of a control plane or a pool are. */
export interface Progress {
  readonly isDone: boolean;
  /** `1 there, 1 updated, 0 ready of 3`, and what stands in the way, if that is known. */
  readonly counts: string;
}

/** Whether the controller has seen the latest specification and every machine follows it. */
export function progressOf({ metadata, spec, status = {} }: Replicated): Progress {
  const wanted = spec?.replicas ?? 1;
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0)) {
    return { isDone: false, counts: "the change is not seen yet" };
  }
  const { replicas = 0, updatedReplicas = 0, readyReplicas = 0 } = status;
  const counts = `${replicas} there, ${updatedReplicas} updated, ${readyReplicas} ready of ${wanted}`;
  if ([replicas, updatedReplicas, readyReplicas].every((count) => count === wanted)) {
    return { isDone: true, counts };
  }
  const trouble = status.conditions?.find(
    (condition) => condition.status === "False" && condition.severity !== "Info" && condition.message,
  );
  return { isDone: false, counts: trouble === undefined ? counts : `${counts}; ${trouble.message ?? ""}` };
}
