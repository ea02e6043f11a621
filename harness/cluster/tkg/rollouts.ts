import { type Budget, budgets } from "../../core/budgets.ts";
import { HarnessError } from "../../core/errors.ts";
import { notYet, ready, type Sight, waitFor } from "../../core/wait-for.ts";
import type { Kube } from "../kube/kube.ts";
import { watchUntil } from "../kube/watch-until.ts";
import {
  clusterApi,
  type ClusterRef,
  type Condition,
  describeMachines,
  isControlPlane,
  listMachines,
  type Machine,
} from "./machines.ts";

/** What KubeadmControlPlanes and MachineDeployments have in common. */
interface Replicated {
  readonly metadata: {
    readonly name: string;
    readonly generation?: number;
    readonly deletionTimestamp?: string;
    readonly annotations?: Readonly<Record<string, string>>;
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

/** The two parts of a cluster: what each is called, and where its object is. */
const parts = {
  controlPlane: {
    title: "control plane",
    api: "controlplane.cluster.x-k8s.io/v1beta1",
    plural: "kubeadmcontrolplanes",
    suffix: "control-plane",
  },
  workers: {
    title: "workers",
    api: "cluster.x-k8s.io/v1beta1",
    plural: "machinedeployments",
    suffix: "md-0",
  },
} as const;

/** Waits until the first control-plane node serves the API. */
export function controlPlaneInitialized(
  kube: Kube,
  cluster: ClusterRef,
  signal: AbortSignal,
): Promise<undefined> {
  const isInitialized = (controlPlane: Replicated) => {
    refuseDeleted(controlPlane);
    return controlPlane.status?.initialized === true ? ready(undefined) : notYet(troubleOf(controlPlane));
  };
  const wait = { to: "be initialized", look: isInitialized, budget: budgets.controlPlaneInitialized };
  return watchPart(kube, cluster, { part: "controlPlane", ...wait, signal });
}

/** Waits until every control-plane Machine is as its specification says, and no other is left. */
export function controlPlaneRolledOut(kube: Kube, cluster: ClusterRef, signal: AbortSignal): Promise<void> {
  return partRolledOut(kube, cluster, "controlPlane", signal);
}

/** Waits until every worker Machine is as its specification says, and no other is left. */
export function workersRolledOut(kube: Kube, cluster: ClusterRef, signal: AbortSignal): Promise<void> {
  return partRolledOut(kube, cluster, "workers", signal);
}

/** Goes up with every change of the workers' template that rolls them. */
const revisionAnnotation = "machinedeployment.clusters.x-k8s.io/revision";

/** The revision of the workers' template that their controller follows; undefined before it has seen any. */
export async function workersRevision(
  { custom }: Kube,
  { name, namespace }: ClusterRef,
): Promise<string | undefined> {
  const { plural, suffix } = parts.workers;
  const object = { ...clusterApi, namespace, plural, name: `${name}-${suffix}` };
  // as: the API's own schema
  const { metadata } = (await custom.getNamespacedCustomObject(object)) as Replicated;
  return metadata.annotations?.[revisionAnnotation];
}

/**
 * Waits until the controller follows another revision of the workers' template. It says that it has seen a change before
 * it counts anew: for a moment the counts of the old Machines stand beside the new generation.
 */
export function workersRevised(
  kube: Kube,
  cluster: ClusterRef,
  before: string | undefined,
  signal: AbortSignal,
): Promise<undefined> {
  const look = (object: Replicated) => {
    refuseDeleted(object);
    const revision = object.metadata.annotations?.[revisionAnnotation];
    return revision === before ? notYet(`revision ${revision ?? "none"}, as before`) : ready(undefined);
  };
  const wait = { to: "follow another revision", look, budget: budgets.machinesRunning, signal };
  return watchPart(kube, cluster, { part: "workers", ...wait });
}

async function partRolledOut(
  kube: Kube,
  cluster: ClusterRef,
  part: keyof typeof parts,
  signal: AbortSignal,
): Promise<void> {
  const wait = { part, to: "be rolled out", look: rolledOut, budget: budgets.rollout, signal };
  const wanted = await watchPart(kube, cluster, wait);
  const isOfPart = (machine: Machine) => isControlPlane(machine) === (part === "controlPlane");
  await waitFor({
    what: `the Machines of the ${parts[part].title} of cluster ${cluster.name} to run`,
    look: async () => inPlace((await listMachines(kube, cluster)).filter(isOfPart), wanted),
    budget: budgets.rollout,
    signal,
  });
}

/**
 * Whether just these Machines run. The counts of their owner lag behind: it may not know yet of one that it made a
 * moment ago, and a Machine is Running a moment after its node is Ready.
 */
export function inPlace(machines: readonly Machine[], wanted: number): Sight<undefined> {
  const isDone = machines.length === wanted && machines.every(({ status }) => status?.phase === "Running");
  return isDone ? ready(undefined) : notYet(describeMachines(machines));
}

interface PartWait<T> {
  readonly part: keyof typeof parts;
  readonly to: string;
  readonly look: (object: Replicated) => Sight<T>;
  readonly budget: Budget;
  readonly signal: AbortSignal;
}

function watchPart<T>(
  kube: Kube,
  { name, namespace }: ClusterRef,
  { part, to, look, budget, signal }: PartWait<T>,
): Promise<T> {
  const { title, api, plural, suffix } = parts[part];
  return watchUntil({
    kube,
    path: `/apis/${api}/namespaces/${namespace}/${plural}`,
    fieldSelector: `metadata.name=${name}-${suffix}`,
    what: `the ${title} of cluster ${name} to ${to}`,
    look,
    budget,
    signal,
    hint: `kubectl get machines --namespace ${namespace}; docker logs of a machine that does not come up`,
  });
}

/**
 * Whether the controller has seen the latest specification and all replicas follow it; how many they are.
 * @throws HarnessError `tool-failed` when somebody deletes it meanwhile: it never will then.
 */
export function rolledOut(object: Replicated): Sight<number> {
  refuseDeleted(object);
  const { metadata, spec, status = {} } = object;
  const wanted = spec.replicas ?? 1;
  const { replicas = 0, updatedReplicas = 0, readyReplicas = 0 } = status;
  const isSeen = (status.observedGeneration ?? 0) >= (metadata.generation ?? 0);
  if (isSeen && [replicas, updatedReplicas, readyReplicas].every((count) => count === wanted)) {
    return ready(wanted);
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
