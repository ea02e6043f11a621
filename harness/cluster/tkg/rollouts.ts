import { budgets } from "../../core/budgets.ts";
import { HarnessError } from "../../core/errors.ts";
import { notYet, ready, type Sight } from "../../core/wait-for.ts";
import type { Kube } from "../kube/kube.ts";
import { watchUntil } from "../kube/watch-until.ts";
import type { ClusterRef, Condition } from "./machines.ts";

/** What KubeadmControlPlanes and MachineDeployments have in common. */
interface Replicated {
  readonly metadata: {
    readonly name: string;
    readonly generation?: number;
    readonly deletionTimestamp?: string;
  };
  readonly spec: { readonly replicas?: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly readyReplicas?: number;
    readonly unavailableReplicas?: number;
    readonly initialized?: boolean;
    readonly conditions?: readonly Condition[];
  };
}

/** Where the control plane of a cluster is described. */
export function controlPlanePath(namespace: string): string {
  return `/apis/controlplane.cluster.x-k8s.io/v1beta1/namespaces/${namespace}/kubeadmcontrolplanes`;
}

/** Where the worker pools of a cluster are described. */
export function machineDeploymentPath(namespace: string): string {
  return `/apis/cluster.x-k8s.io/v1beta1/namespaces/${namespace}/machinedeployments`;
}

/** Waits until the first control-plane node serves the API. */
export function controlPlaneInitialized(
  kube: Kube,
  { name, namespace }: ClusterRef,
  signal: AbortSignal,
): Promise<undefined> {
  return watchUntil({
    kube,
    path: controlPlanePath(namespace),
    fieldSelector: `metadata.name=${name}-control-plane`,
    what: `the control plane of cluster ${name} to be initialized`,
    look: (controlPlane: Replicated) => {
      refuseDeleted(controlPlane);
      return controlPlane.status?.initialized === true ? ready(undefined) : notYet(troubleOf(controlPlane));
    },
    budget: budgets.controlPlaneInitialized,
    signal,
    hint: `kubectl get machines --namespace ${namespace}; docker logs of the machine's container`,
  });
}

/** Waits until every control-plane Machine is as its specification says, and no other is left. */
export function controlPlaneRolledOut(
  kube: Kube,
  { name, namespace }: ClusterRef,
  signal: AbortSignal,
): Promise<undefined> {
  return watchUntil({
    kube,
    path: controlPlanePath(namespace),
    fieldSelector: `metadata.name=${name}-control-plane`,
    what: `the control plane of cluster ${name} to be rolled out`,
    look: rolledOut,
    budget: budgets.rollout,
    signal,
    hint: `kubectl get machines --namespace ${namespace}`,
  });
}

/** Waits until every worker Machine is as its specification says, and no other is left. */
export function workersRolledOut(
  kube: Kube,
  { name, namespace }: ClusterRef,
  signal: AbortSignal,
): Promise<undefined> {
  return watchUntil({
    kube,
    path: machineDeploymentPath(namespace),
    fieldSelector: `metadata.name=${name}-md-0`,
    what: `the workers of cluster ${name} to be rolled out`,
    look: rolledOut,
    budget: budgets.rollout,
    signal,
    hint: `kubectl get machines --namespace ${namespace}`,
  });
}

/**
 * Whether the controller has seen the latest specification and all replicas follow it.
 * @throws HarnessError `tool-failed` when somebody deletes it meanwhile: it never will then.
 */
export function rolledOut(object: Replicated): Sight<undefined> {
  refuseDeleted(object);
  const { metadata, spec, status = {} } = object;
  const wanted = spec.replicas ?? 1;
  const { replicas = 0, updatedReplicas = 0, readyReplicas = 0 } = status;
  const isSeen = (status.observedGeneration ?? 0) >= (metadata.generation ?? 0);
  if (isSeen && [replicas, updatedReplicas, readyReplicas].every((count) => count === wanted)) {
    return ready(undefined);
  }
  const counts = `${replicas} there, ${updatedReplicas} updated, ${readyReplicas} ready of ${wanted}`;
  return notYet(isSeen ? `${counts}; ${troubleOf(object)}` : "the change is not seen yet");
}

function refuseDeleted({ metadata }: Replicated): void {
  if (metadata.deletionTimestamp === undefined) return;
  throw new HarnessError({
    code: "tool-failed",
    message: `Waiting for ${metadata.name}: somebody has deleted it or its cluster at ${metadata.deletionTimestamp}`,
    hint: "tkglab tanzu cluster list",
  });
}

function troubleOf({ status }: Replicated): string {
  const trouble = status?.conditions?.find((condition) => condition.status !== "True");
  if (trouble === undefined) {
    return status?.conditions === undefined ? "no condition yet" : "every condition is True";
  }
  return `${trouble.type} is ${trouble.status}: ${[trouble.reason, trouble.message].filter((part) => part).join(": ")}`;
}
