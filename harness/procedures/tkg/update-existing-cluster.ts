import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Tanzu, WorkloadCluster } from "../../cluster/index.ts";
import { watchUntil } from "../../cluster/kube/watch-until.ts";
import { type Availability, AvailabilityWatch } from "../../cluster/tkg/availability.ts";
import { clusterApi, isControlPlane, listMachines, type Machine } from "../../cluster/tkg/machines.ts";
import {
  controlPlaneRolledOut,
  workersRevised,
  workersRevision,
  workersRolledOut,
} from "../../cluster/tkg/rollouts.ts";
import type { Attempt } from "../../core/attempt.ts";
import { budgets } from "../../core/budgets.ts";
import { timed, systemClock } from "../../core/clock.ts";
import { HarnessError } from "../../core/errors.ts";
import { notYet, ready } from "../../core/wait-for.ts";
import { kubectlOk } from "../../tools/kubectl/kubectl.ts";

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
  return rolledBy(cluster, dateAnnotation());
}

/**
 * The same annotation where it rolls nothing: since Cluster API 1.4 it is written on the Machines that are there. Over
 * when its controllers have done that and call the workers rolled out, so that nothing can follow; gives kubectl's
 * words and the Machines.
 * @throws HarnessError `check` when a Machine goes instead; `timeout` when the annotation does not come.
 */
export async function annotateWorkers({ cluster }: { readonly cluster: WorkloadCluster }): Promise<Attempt> {
  const { kube } = cluster.management;
  const signal = signalOf(cluster);
  const workers = (await listMachines(kube, cluster)).filter((machine) => !isControlPlane(machine));
  const patch = dateAnnotation();
  const words = await patchWorkers(cluster, patch);
  const { date } = patch.template.metadata.annotations;
  await Promise.all(workers.map(({ metadata }) => annotated(cluster, metadata.name, date)));
  await workersRolledOut(kube, cluster, signal);
  const lines = workers.map(({ metadata }) => `${metadata.name} is annotated with date=${date}`);
  const command = `kubectl patch machinedeployment ${cluster.name}-md-0 --type merge -p '${JSON.stringify({ spec: patch })}'`;
  return { command, succeeded: true, text: [words.trim(), ...lines].join("\n") };
}

/** What rolls workers since Cluster API 1.4: their MachineDeployment is told to replace what is older than now. */
export async function rollWorkersAfter({ cluster }: { readonly cluster: WorkloadCluster }): Promise<Rollout> {
  // Whole seconds, as Kubernetes counts them.
  const rolloutAfter = new Date(systemClock.now()).toISOString().replace(/\.\d+Z$/, "Z");
  return rolledBy(cluster, { rolloutAfter });
}

/** Changes the specification of the workers' MachineDeployment so that they roll. */
function rolledBy(cluster: WorkloadCluster, spec: Readonly<Record<string, unknown>>): Promise<Rollout> {
  return rollout(cluster, async ({ kube }, signal) => {
    const before = await workersRevision(kube, cluster);
    await patchWorkers(cluster, spec);
    await workersRevised(kube, cluster, before, signal);
    await workersRolledOut(kube, cluster, signal);
  });
}

/** A template's metadata with the time in whole seconds, as `date +%s` says it. */
function dateAnnotation() {
  const date = String(Math.floor(systemClock.now() / 1000));
  return { template: { metadata: { annotations: { date } } } };
}

/** Changes the specification of the workers' MachineDeployment; gives kubectl's words. */
function patchWorkers(
  { name, namespace, management }: WorkloadCluster,
  spec: Readonly<Record<string, unknown>>,
): Promise<string> {
  const object = ["machinedeployment", `${name}-md-0`, "--namespace", namespace];
  return kubectlOk(
    `Making the workers of cluster ${name} follow`,
    ["patch", ...object, "--type", "merge", "-p", JSON.stringify({ spec })],
    management.kubectl,
  );
}

function annotated(cluster: WorkloadCluster, machine: string, date: string): Promise<undefined> {
  const { namespace, management } = cluster;
  return watchUntil({
    kube: management.kube,
    path: `/apis/${clusterApi.group}/${clusterApi.version}/namespaces/${namespace}/machines`,
    fieldSelector: `metadata.name=${machine}`,
    what: `the annotation date=${date} on Machine ${machine}`,
    look: ({ metadata }: Annotated) => {
      const { annotations = {}, deletionTimestamp } = metadata;
      if (deletionTimestamp !== undefined) {
        throw new HarnessError({
          code: "check",
          message: `Waiting for the annotation date=${date} on Machine ${machine}: the Machine goes, the workers roll`,
        });
      }
      return annotations.date === date ? ready(undefined) : notYet(`date=${annotations.date ?? ""}`);
    },
    budget: budgets.machinesRunning,
    signal: signalOf(cluster),
    hint: `kubectl get machine ${machine} --namespace ${namespace} --output yaml`,
  });
}

interface Annotated {
  readonly metadata: {
    readonly annotations?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
}

function signalOf({ management }: WorkloadCluster): AbortSignal {
  return management.kubectl.signal ?? new AbortController().signal;
}

/** Changes what replaces Machines, and says what became of them and of the API meanwhile. */
export async function rollout(
  cluster: WorkloadCluster,
  change: (management: WorkloadCluster["management"], signal: AbortSignal) => Promise<void>,
): Promise<Rollout> {
  const { management } = cluster;
  const before = await listMachines(management.kube, cluster);
  await using watch = AvailabilityWatch.begin(cluster.kube);
  const { ms } = await timed(() => change(management, signalOf(cluster)));
  const after = await listMachines(management.kube, cluster);
  return { before, after, ms, availability: await watch.end() };
}
