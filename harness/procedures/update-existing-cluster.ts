import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Tanzu, WorkloadCluster } from "../cluster/index.ts";
import { type Availability, AvailabilityWatch } from "../cluster/tkg/availability.ts";
import { listMachines, type Machine } from "../cluster/tkg/machines.ts";
import { controlPlaneRolledOut, workersRolledOut } from "../cluster/tkg/rollouts.ts";
import { timed, systemClock } from "../core/clock.ts";
import { kubectlOk } from "../tools/kubectl/kubectl.ts";

/** `tanzu cluster create -f FILE --dry-run > patch.yaml` (seed 000), and where that is. */
export async function writePatch(input: { readonly tanzu: Tanzu; readonly file: string }): Promise<string> {
  const { tanzu, file } = input;
  const patch = join(tanzu.home.root, "patch.yaml");
  await writeFile(patch, await tanzu.dryRun(file));
  return patch;
}

/** What a rollout did to a cluster's Machines. */
export interface Rollout {
  readonly before: readonly Machine[];
  readonly after: readonly Machine[];
  /** Milliseconds from the change to the last Machine in place. */
  readonly ms: number;
  readonly availability: Availability;
}

/** `kubectl apply -f patch.yaml` on the management cluster: the control plane rolls by itself (seed 000). */
export async function applyPatch(input: {
  readonly cluster: WorkloadCluster;
  readonly patch: string;
}): Promise<Rollout> {
  const { cluster, patch } = input;
  return rollout(cluster, async ({ kube, kubectl }, signal) => {
    await kubectlOk(`Applying ${patch}`, ["apply", "--filename", patch], kubectl);
    await controlPlaneRolledOut(kube, cluster, signal);
  });
}

/** The seed's way to make workers follow: an annotation on the MachineDeployment's template, with the time as value. */
export async function rollWorkers({ cluster }: { readonly cluster: WorkloadCluster }): Promise<Rollout> {
  const date = String(Math.floor(systemClock.now() / 1000));
  const patch = JSON.stringify({ spec: { template: { metadata: { annotations: { date } } } } });
  const { name, namespace } = cluster;
  return rollout(cluster, async ({ kube, kubectl }, signal) => {
    await kubectlOk(
      `Making the workers of cluster ${name} follow`,
      [
        "patch",
        "machinedeployment",
        `${name}-md-0`,
        "--namespace",
        namespace,
        "--type",
        "merge",
        "-p",
        patch,
      ],
      kubectl,
    );
    await workersRolledOut(kube, cluster, signal);
  });
}

async function rollout(
  cluster: WorkloadCluster,
  change: (management: WorkloadCluster["management"], signal: AbortSignal) => Promise<void>,
): Promise<Rollout> {
  const { management } = cluster;
  const before = await listMachines(management.kube, cluster);
  await using watch = AvailabilityWatch.begin(cluster.kube);
  const { ms } = await timed(() =>
    change(management, management.kubectl.signal ?? new AbortController().signal),
  );
  const after = await listMachines(management.kube, cluster);
  return { before, after, ms, availability: await watch.end() };
}
