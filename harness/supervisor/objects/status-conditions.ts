import { type Condition, conditionReasons, conditionTypes } from "../api/conditions.ts";
import { labels } from "./names.ts";
import { type ObservedCluster, progressOf, type Replicated } from "./replicated.ts";

/** What there is of a cluster at a moment; what is missing has not been made yet. */
export interface Observed {
  readonly cluster?: ObservedCluster | undefined;
  readonly controlPlane?: Replicated | undefined;
  /** What brings the Pods' network. */
  readonly cni?: AddonObject | undefined;
  /** Of the pools that the cluster is to have. */
  readonly workers: readonly Replicated[];
}

/** An App of kapp-controller, as far as it says how it is. */
export interface AddonObject {
  readonly status?: {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    readonly usefulErrorMessage?: string;
  };
}

/** A condition without the time since when. */
export type Finding = Omit<Condition, "lastTransitionTime">;

const reasons = conditionReasons;

/** What is said of the parts, in the order in which they come up. */
export function partFindings(observed: Observed, pools: number): Finding[] {
  return [controlPlaneReady(observed), nodePoolsReady(observed, pools), addonsReady(observed)];
}

function controlPlaneReady({ cluster, controlPlane }: Observed): Finding {
  const type = conditionTypes.controlPlaneReady;
  if (cluster?.status?.infrastructureReady !== true) {
    const trouble = cluster?.status?.conditions?.find(
      (condition) => condition.type === "InfrastructureReady" && condition.message,
    );
    return waiting(type, reasons.waitingForInfrastructure, trouble?.message ?? "no load balancer yet");
  }
  if (controlPlane?.status?.initialized !== true) {
    return waiting(type, reasons.waitingForControlPlaneInitialized, "no API server answers yet");
  }
  const { isDone, counts } = progressOf(controlPlane);
  return isDone ? { type, status: "True" } : waiting(type, reasons.waitingForControlPlane, counts);
}

function nodePoolsReady({ controlPlane, workers }: Observed, pools: number): Finding {
  const type = conditionTypes.nodePoolsReady;
  const failed = workers.find(({ status }) => status?.phase === "Failed");
  if (failed !== undefined) {
    const message = describe(failed);
    return { type, status: "False", severity: "Error", reason: reasons.nodePoolsFailed, message };
  }
  if (controlPlane?.status?.initialized !== true) {
    return waiting(
      type,
      reasons.waitingForControlPlaneInitialized,
      "workers join a control plane that answers",
    );
  }
  const late = workers.filter((pool) => !progressOf(pool).isDone);
  if (late.length === 0 && workers.length === pools) return { type, status: "True" };
  const missing = pools - workers.length;
  const message = [...late.map(describe), ...(missing > 0 ? [`${missing} not made yet`] : [])].join(", ");
  return waiting(type, reasons.nodePoolsUpdating, message);
}

function addonsReady({ controlPlane, cni }: Observed): Finding {
  const type = conditionTypes.addonsReady;
  if (controlPlane?.status?.initialized !== true) {
    return waiting(type, reasons.waitingForControlPlaneInitialized, "addons need an API server that answers");
  }
  const says = (condition: string) =>
    cni?.status?.conditions?.some((one) => one.type === condition && one.status === "True") ?? false;
  if (says("ReconcileSucceeded")) return { type, status: "True" };
  const message = cni?.status?.usefulErrorMessage ?? "the Pod network is not there yet";
  // It is tried again, so that it is no error yet.
  return says("ReconcileFailed")
    ? { type, status: "False", severity: "Warning", reason: reasons.addonsFailed, message }
    : waiting(type, reasons.waitingForAddons, message);
}

function waiting(type: string, reason: string, message: string): Finding {
  return { type, status: "False", severity: "Info", reason, message };
}

function describe(pool: Replicated): string {
  return `${pool.metadata.labels?.[labels.deployment] ?? pool.metadata.name}: ${progressOf(pool).counts}`;
}
