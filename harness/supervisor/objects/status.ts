import { type Condition, conditionReasons, conditionTypes } from "../api/conditions.ts";
import { releaseOf } from "../api/release-name.ts";
import type {
  ApiEndpoint,
  ClusterPhase,
  TanzuKubernetesClusterStatus,
} from "../api/tanzu-kubernetes-cluster.ts";
import type { StoredCluster } from "./cluster-input.ts";
import { type Finding, type Observed, partFindings } from "./status-conditions.ts";

export interface StatusInput {
  readonly tkc: StoredCluster;
  readonly observed: Observed;
  /** A change has been seen, and nothing is made of it yet. */
  readonly isBegun?: boolean | undefined;
  /** Why the cluster is not made, or not changed, as it says. */
  readonly refusal?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What a TanzuKubernetesCluster says of itself: it follows from what Cluster API says, and from what it said before. */
export function statusOf(input: StatusInput): TanzuKubernetesClusterStatus {
  const { tkc, observed, refusal, now } = input;
  const { spec, status: before, metadata } = tkc;
  const parts = partFindings(observed, spec.topology.nodePools.length);
  const ready = readyOf(input, parts);
  const time = new Date(now).toISOString().replace(/\.\d+Z$/, "Z");
  const endpoints = endpointsOf(observed);
  const version = releaseOf(spec, spec.topology.controlPlane) ?? observed.controlPlane?.status?.version;
  return {
    observedGeneration: metadata.generation,
    phase: metadata.deletionTimestamp === undefined ? phaseOf(before?.phase, ready, refusal) : "deleting",
    ...(endpoints.length === 0 ? {} : { apiEndpoints: endpoints }),
    ...(version === undefined ? {} : { version }),
    totalWorkerReplicas: observed.workers.reduce((sum, { status }) => sum + (status?.replicas ?? 0), 0),
    conditions: [ready, ...parts].map((finding) => dated(finding, before?.conditions, time)),
  };
}

function readyOf({ tkc, isBegun, refusal }: StatusInput, parts: readonly Finding[]): Finding {
  const type = conditionTypes.ready;
  const { deletionTimestamp, generation } = tkc.metadata;
  if (deletionTimestamp !== undefined) {
    return { type, status: "False", severity: "Info", reason: "Deleting", message: "the cluster is removed" };
  }
  if (refusal !== undefined) {
    return { type, status: "False", severity: "Error", reason: conditionReasons.refused, message: refusal };
  }
  const reason = conditionReasons.waitingForConditions;
  if (isBegun === true) {
    return {
      type,
      status: "False",
      severity: "Info",
      reason,
      message: `generation ${generation} is carried out`,
    };
  }
  const late = parts.find(({ status }) => status !== "True");
  if (late === undefined) return { type, status: "True" };
  const { severity = "Info", message = "" } = late;
  return { type, status: "False", severity, reason, message: `${late.type}: ${message}` };
}

/** Phases of a cluster that has been usable. */
const afterCreation: ReadonlySet<ClusterPhase> = new Set<ClusterPhase>([
  ...(["running", "unhealthy", "updating", "updateFailed"] as const),
]);

function phaseOf(
  before: ClusterPhase | undefined,
  ready: Finding,
  refusal: string | undefined,
): ClusterPhase {
  const isCreated = before !== undefined && afterCreation.has(before);
  if (refusal !== undefined) return isCreated ? "updateFailed" : "failed";
  if (ready.status === "True") return "running";
  return isCreated ? "updating" : "creating";
}

function endpointsOf({ cluster }: Observed): ApiEndpoint[] {
  const { host = "", port = 0 } = cluster?.spec?.controlPlaneEndpoint ?? {};
  return host === "" ? [] : [{ host, port }];
}

/** Since when: as before where the status is the same. */
function dated(finding: Finding, before: readonly Condition[] | undefined, now: string): Condition {
  const same = before?.find(({ type, status }) => type === finding.type && status === finding.status);
  return { ...finding, lastTransitionTime: same?.lastTransitionTime ?? now };
}
