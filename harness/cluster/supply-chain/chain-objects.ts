import type { Condition, Conditioned, ConditionedStatus, Metadata } from "./kube-object.ts";
import type { Pod } from "./pod-objects.ts";

/** A Workload of Cartographer. */
export interface Workload extends Conditioned {
  readonly spec?: {
    readonly source?: {
      readonly git?: { readonly url?: string; readonly ref?: { readonly branch?: string } };
    };
  };
  readonly status?: ConditionedStatus & { readonly resources?: readonly WorkloadResource[] };
}

/** What a Workload says of one resource of its supply chain. */
export interface WorkloadResource {
  readonly name: string;
  readonly stampedRef?: { readonly kind?: string; readonly name?: string };
  readonly conditions?: readonly Condition[];
}

/** A GitRepository of Flux. */
export interface GitRepository extends Conditioned {
  readonly spec?: {
    readonly url?: string;
    readonly ref?: { readonly branch?: string };
    readonly secretRef?: { readonly name?: string };
    readonly suspend?: boolean;
  };
  readonly status?: ConditionedStatus & {
    readonly artifact?: { readonly url?: string; readonly revision?: string };
  };
}

/** An Image of kpack. */
export interface KpackImage extends Conditioned {
  readonly spec?: {
    readonly tag?: string;
    readonly serviceAccountName?: string;
    readonly builder?: { readonly kind?: string; readonly name?: string };
    readonly source?: { readonly blob?: { readonly url?: string } };
  };
  readonly status?: ConditionedStatus & { readonly latestImage?: string; readonly latestBuildRef?: string };
}

/** A Build of kpack. */
export interface Build extends Conditioned {
  readonly spec?: {
    readonly serviceAccountName?: string;
    readonly source?: { readonly blob?: { readonly url?: string } };
  };
  readonly status?: ConditionedStatus & { readonly podName?: string; readonly latestImage?: string };
}

/** A ClusterBuilder of kpack. */
export interface ClusterBuilder extends Conditioned {
  readonly spec?: {
    readonly stack?: { readonly name?: string };
    readonly store?: { readonly name?: string };
  };
}

export interface Deployment extends Conditioned {
  readonly spec?: { readonly replicas?: number };
  readonly status?: ConditionedStatus & {
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
  };
}

export interface Service {
  readonly metadata: Metadata;
  readonly spec?: { readonly selector?: Readonly<Record<string, string>> };
}

export interface Ingress {
  readonly metadata: Metadata;
  readonly spec?: {
    readonly tls?: readonly unknown[];
    readonly rules?: readonly {
      readonly host?: string;
      readonly http?: { readonly paths?: readonly { readonly backend?: IngressBackend }[] };
    }[];
  };
}

interface IngressBackend {
  readonly service?: { readonly name?: string };
}

/** Which Workload is meant. */
export interface WorkloadRef {
  readonly namespace: string;
  readonly name: string;
}

/** All objects that make a Workload's supply chain; what is not there is undefined, or not in its list. */
export interface ChainObjects {
  readonly ref: WorkloadRef;
  readonly workload: Workload | undefined;
  readonly gitRepository: GitRepository | undefined;
  readonly image: KpackImage | undefined;
  readonly builder: ClusterBuilder | undefined;
  readonly stack: Conditioned | undefined;
  readonly store: Conditioned | undefined;
  /** The latest first. */
  readonly builds: readonly Build[];
  /** Of the latest Build. */
  readonly buildPod: Pod | undefined;
  readonly deployment: Deployment | undefined;
  /** Of the Deployment, the latest first. */
  readonly pods: readonly Pod[];
  readonly service: Service | undefined;
  readonly ingress: Ingress | undefined;
}
