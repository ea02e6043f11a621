import type { Condition, Metadata, Timestamp } from "./kube-object.ts";

/** A Pod, as far as it matters here. */
export interface Pod {
  readonly metadata: Metadata;
  readonly spec?: {
    readonly initContainers?: readonly { readonly name: string; readonly image?: string }[];
    readonly containers?: readonly { readonly name: string; readonly image?: string }[];
  };
  readonly status?: {
    readonly phase?: string;
    readonly reason?: string;
    readonly message?: string;
    readonly conditions?: readonly Condition[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

export interface ContainerStatus {
  readonly name: string;
  readonly restartCount?: number;
  readonly ready?: boolean;
  readonly state?: ContainerState;
  readonly lastState?: ContainerState;
}

export interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly running?: { readonly startedAt?: Timestamp };
  readonly terminated?: {
    readonly exitCode: number;
    readonly reason?: string;
    readonly message?: string;
    readonly startedAt?: Timestamp;
    readonly finishedAt?: Timestamp;
  };
}

/** What stops a Pod for good, or until somebody does something. */
export interface PodTrouble {
  /** Undefined when it is the Pod as a whole. */
  readonly container: string | undefined;
  readonly kind: "pull" | "config" | "exit" | "crash" | "evicted" | "unschedulable";
  /** What Kubernetes says of it; of a program that has ended with an error its log says more. */
  readonly message: string;
  readonly reason: string;
}

/** Waiting reasons of an image that does not come. */
const pullReasons = [
  "ErrImagePull",
  "ImagePullBackOff",
  "InvalidImageName",
  "ErrImageNeverPull",
  "RegistryUnavailable",
];

/** Waiting reasons of a container that cannot be made. */
const configReasons = ["CreateContainerConfigError", "CreateContainerError", "RunContainerError"];

/** Finds what stops a Pod; the first container that is stopped counts. */
export function podTrouble(pod: Pod): PodTrouble | undefined {
  const { phase, reason = "", message = "", conditions = [] } = pod.status ?? {};
  if (phase === "Failed" && reason !== "") return { container: undefined, kind: "evicted", reason, message };
  for (const status of statusesOf(pod)) {
    const trouble = containerTrouble(status);
    if (trouble !== undefined) return trouble;
  }
  const scheduled = conditions.find(({ type }) => type === "PodScheduled");
  if (scheduled?.status === "False" && scheduled.reason === "Unschedulable") {
    return {
      container: undefined,
      kind: "unschedulable",
      reason: "Unschedulable",
      message: scheduled.message ?? "",
    };
  }
  return undefined;
}

function containerTrouble({ name: container, state, lastState }: ContainerStatus): PodTrouble | undefined {
  const { waiting, terminated } = state ?? {};
  const { reason = "", message = "" } = waiting ?? {};
  if (pullReasons.includes(reason)) return { container, kind: "pull", reason, message };
  if (configReasons.includes(reason)) return { container, kind: "config", reason, message };
  if (reason === "CrashLoopBackOff") {
    const last = lastState?.terminated;
    return { container, kind: "crash", reason, message: last === undefined ? message : endOf(last) };
  }
  if (terminated !== undefined && terminated.exitCode !== 0) {
    return { container, kind: "exit", reason: terminated.reason ?? "", message: endOf(terminated) };
  }
  return undefined;
}

function endOf({ exitCode, reason = "", message = "" }: NonNullable<ContainerState["terminated"]>): string {
  const words = [reason, message.trim()].filter((text) => text !== "" && text !== "Error").join(": ");
  return `it ended with exit code ${exitCode}${words === "" ? "" : `: ${words}`}`;
}

/** Its containers in the order in which they run. */
export function statusesOf({ status }: Pod): readonly ContainerStatus[] {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
}

/** Whether a Pod takes requests. */
export function isPodReady({ metadata, status }: Pod): boolean {
  return (
    metadata.deletionTimestamp === undefined &&
    status?.conditions?.find(({ type }) => type === "Ready")?.status === "True"
  );
}
