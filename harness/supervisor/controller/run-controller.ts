import type { Clock } from "../../core/clock.ts";
import { clusterKind } from "../objects/cluster-input.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import type { ControllerParts } from "./controller-parts.ts";
import { reconcile } from "./reconcile.ts";
import { WorkQueue } from "./work-queue.ts";

export interface ControllerInput extends ControllerParts {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told of each reconcile that failed. The key is `<namespace>/<name>`. */
  readonly onFailure: (key: string, error: unknown, pause: number) => void;
}

/** What is made for clusters and says how far they are. */
const madeKinds = ["Cluster", "KubeadmControlPlane", "MachineDeployment", "App"] as const;

/** Follows TanzuKubernetesClusters, and what is made for them, until the signal aborts and the last reconcile has ended. */
export async function runController(input: ControllerInput): Promise<void> {
  const { api, clock, signal, onFailure } = input;
  const known = new Set<string>();
  const work = (key: string) => {
    const [namespace = "", name = ""] = key.split("/");
    return reconcile({ namespace, name }, input);
  };
  const queue = new WorkQueue({ work, onFailure, clock, signal });
  const onCluster = ({ metadata }: KubeObject) => {
    const key = keyOf(metadata.namespace, metadata.name);
    known.add(key);
    queue.add(key);
  };
  // It changes no cluster that is as it should be; one that was refused for its sake may be possible now.
  const onConfiguration = () => known.forEach((key) => queue.add(key));
  const onMade = ({ metadata }: KubeObject) => {
    const owners = metadata.ownerReferences?.filter(({ kind }) => kind === clusterKind) ?? [];
    for (const { name } of owners) queue.add(keyOf(metadata.namespace, name));
  };
  await Promise.all([
    api.watch(clusterKind, onCluster, signal),
    api.watch("TkgServiceConfiguration", onConfiguration, signal),
    ...madeKinds.map((kind) => api.watch(kind, onMade, signal)),
  ]);
  await queue.settled();
}

function keyOf(namespace = "", name: string): string {
  return `${namespace}/${name}`;
}
