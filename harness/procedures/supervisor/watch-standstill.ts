import type { WorkloadCluster } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import { type Budget, budgets } from "../../core/budgets.ts";
import { unlessLate } from "../../core/in-time.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";

/** What a cluster cannot roll without changing: which Machines it has, and the generations of what makes them. */
export type Standing = readonly string[];

type Rolling = Pick<WorkloadCluster, "name" | "namespace" | "management">;

interface Listed {
  readonly metadata: { readonly name: string; readonly uid: string; readonly generation?: number };
}

/** A cluster's Machines, and what makes them, as they are now. */
export async function standingOf(cluster: Rolling): Promise<Standing> {
  const [controlPlanes, deployments, machines] = await Promise.all([
    list(cluster, "controlplane.cluster.x-k8s.io", "kubeadmcontrolplanes"),
    list(cluster, "cluster.x-k8s.io", "machinedeployments"),
    list(cluster, "cluster.x-k8s.io", "machines"),
  ]);
  return [
    ...controlPlanes.map(generationOf("KubeadmControlPlane")),
    ...deployments.map(generationOf("MachineDeployment")),
    ...machines.map(({ metadata }) => `Machine ${metadata.name} ${metadata.uid}`),
  ].toSorted();
}

/**
 * Watches a cluster that should stay as it was, and ends at the first change of its Machines or of what makes them.
 * Succeeds when there is none.
 */
export async function watchStandstill(input: {
  readonly cluster: Rolling;
  /** Noted before whatever might have rolled it. */
  readonly before: Standing;
  /** How long that is watched. */
  readonly budget?: Budget;
}): Promise<Attempt> {
  const { cluster, before, budget = budgets.standstill } = input;
  const { name, namespace, management } = cluster;
  const command = `kubectl get kubeadmcontrolplane,machinedeployment,machine --namespace ${namespace} --watch`;
  const change = waitFor({
    what: `cluster ${name} to change`,
    look: async () => changeOf(before, await standingOf(cluster)),
    budget,
    signal: management.kubectl.signal,
  });
  return unlessLate(
    change.then((text) => ({ command, succeeded: false, text })),
    () => ({
      command,
      succeeded: true,
      text: `as before for ${budget.limit / 1000} s:\n${before.join("\n")}`,
    }),
  );
}

function changeOf(before: Standing, now: Standing) {
  const gone = before.filter((line) => !now.includes(line)).map((line) => `- ${line}`);
  const come = now.filter((line) => !before.includes(line)).map((line) => `+ ${line}`);
  const changes = [...gone, ...come];
  return changes.length === 0 ? notYet("all as before") : ready(changes.join("\n"));
}

function generationOf(kind: string) {
  return ({ metadata }: Listed) => `${kind} ${metadata.name}, generation ${metadata.generation ?? 0}`;
}

async function list({ name, namespace, management }: Rolling, group: string, plural: string) {
  const { items } = (await management.kube.custom.listNamespacedCustomObject({
    ...{ group, version: "v1beta1", namespace, plural },
    labelSelector: `cluster.x-k8s.io/cluster-name=${name}`,
  })) as { readonly items: readonly Listed[] }; // as: the API says what the collection holds
  return items;
}
