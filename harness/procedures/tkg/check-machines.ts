import type { WorkloadCluster } from "../../cluster/index.ts";
import { describeMachines, isControlPlane, listMachines, type Machine } from "../../cluster/tkg/machines.ts";
import type { Attempt } from "../../core/attempt.ts";

export type Part = "control plane" | "workers";

/** The Machines of a cluster as `kubectl get machine` lists them. */
export function machinesOf(cluster: WorkloadCluster): Promise<readonly Machine[]> {
  return listMachines(cluster.management.kube, cluster);
}

/** Succeeds when no Machine of that part is the one it was before: every one has been replaced, none was added. */
export async function checkReplaced(input: {
  readonly cluster: WorkloadCluster;
  readonly before: readonly Machine[];
  readonly part: Part;
}): Promise<Attempt> {
  const { old, now, kept } = await compare(input);
  return attempt(old, now, old.length > 0 && kept.length === 0 && now.length === old.length);
}

/** Succeeds when the Machines of that part are those that were there before, and all of them. */
export async function checkUntouched(input: {
  readonly cluster: WorkloadCluster;
  readonly before: readonly Machine[];
  readonly part: Part;
}): Promise<Attempt> {
  const { old, now, kept } = await compare(input);
  return attempt(old, now, old.length > 0 && kept.length === old.length && now.length === old.length);
}

async function compare({
  cluster,
  before,
  part,
}: {
  readonly cluster: WorkloadCluster;
  readonly before: readonly Machine[];
  readonly part: Part;
}) {
  const isOfPart = (machine: Machine) => isControlPlane(machine) === (part === "control plane");
  const old = before.filter(isOfPart);
  const now = (await machinesOf(cluster)).filter(isOfPart);
  const kept = now.filter(({ metadata }) => old.some((one) => one.metadata.uid === metadata.uid));
  return { old, now, kept };
}

function attempt(old: readonly Machine[], now: readonly Machine[], succeeded: boolean): Attempt {
  const text = `before: ${describeMachines(old)}\nnow: ${describeMachines(now)}`;
  return { command: "kubectl get machine", succeeded, text };
}
