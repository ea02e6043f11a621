import type { WorkloadCluster } from "../../cluster/index.ts";
import { listMachines } from "../../cluster/tkg/machines.ts";
import { controlPlaneRolledOut } from "../../cluster/tkg/rollouts.ts";
import type { Attempt } from "../../core/attempt.ts";
import { type Rollout, rollout } from "../tkg/update-existing-cluster.ts";
import { refuseExpired } from "./check-rotation.ts";
import { type MachineTimes, MachineWatch } from "./machine-times.ts";
import { readNodeExpiry } from "./node-expiry.ts";
import type { SupervisorShell } from "./supervisor-shell.ts";

/** Seed 001's, to the letter. `date` says local time and the line calls it UTC: the machine's clock has to be set to it. */
const patch = `kubectl patch kcp $CLUSTER_NAME-control-plane -n $CLUSTER_NAMESPACE --type merge -p "{\\"spec\\":{\\"rolloutAfter\\":\\"\`date +'%Y-%m-%dT%TZ'\`\\"}}"`;

/** What a rotation did. */
export interface Rotation extends Rollout {
  /** The control-plane Machines, those that were there before first. */
  readonly machines: readonly MachineTimes[];
  /** What kubectl said to the patch. */
  readonly said: string;
}

/**
 * Rotates the certificates of a cluster's control plane as seed 001 does it: `rolloutAfter` is set to now, and Cluster API
 * makes new Machines, for which kubeadm issues new certificates.
 * @throws HarnessError `usage` where a certificate has expired already: nothing is touched then
 */
export async function rotateCertificates(input: {
  readonly shell: SupervisorShell;
  readonly cluster: WorkloadCluster;
}): Promise<Rotation> {
  const { shell, cluster } = input;
  const { kube, kubectl } = cluster.management;
  refuseExpired(await readNodeExpiry(shell));
  const before = await listMachines(kube, cluster);
  await using watch = MachineWatch.begin({ kube, cluster, before });
  let said = "";
  const rolled = await rollout(cluster, async () => {
    said = await shell.type("Setting rolloutAfter", patch);
    await controlPlaneRolledOut(kube, cluster, kubectl.signal ?? new AbortController().signal);
  });
  return { ...rolled, machines: await watch.end(rolled.after), said };
}

/** Between the patch and the last Machine in place, what of the time was Cluster API's own: the first new one to the last old one. */
export function timesOf({ ms, machines }: Pick<Rotation, "ms" | "machines">) {
  const begun = Math.min(...machines.filter(({ isOld }) => !isOld).map(({ seen }) => seen));
  const ended = Math.max(...machines.flatMap(({ isOld, gone }) => (isOld ? [gone ?? Infinity] : [])));
  const clusterApi = ended - begun;
  return { ms, clusterApi, ratio: ms / clusterApi };
}

/**
 * Succeeds when every control-plane Machine was replaced, and none went before a new one ran. Says how long the roll-out
 * took, and how much of it was Cluster API's own work.
 */
export function checkRollOut(rotation: Rotation): Promise<Attempt> {
  const { machines, said } = rotation;
  const [old, made] = [machines.filter(({ isOld }) => isOld), machines.filter(({ isOld }) => !isOld)];
  const flaws = [
    ...(old.length > 0 && made.length === old.length
      ? []
      : [`control plane: expected ${old.length} new Machines; actual ${made.length}`]),
    ...old
      .filter(({ gone }) => gone === undefined)
      .map(({ name }) => `${name}: expected to be replaced; actual still there`),
    ...tooEarly(old, made),
  ];
  const { ms, clusterApi, ratio } = timesOf(rotation);
  return Promise.resolve({
    command: patch,
    succeeded: flaws.length === 0,
    text: [
      said,
      ...flaws,
      `rolled out in ${seconds(ms)}; Cluster API's own part: ${seconds(clusterApi)}; ratio ${ratio.toFixed(3)}`,
      ...machines.map(lifeOf),
    ].join("\n"),
  });
}

/** The n-th old Machine may go when n new ones run. */
function tooEarly(old: readonly MachineTimes[], made: readonly MachineTimes[]): string[] {
  const running = made.map((machine) => machine.running ?? Infinity).toSorted((a, b) => a - b);
  const going = old
    .flatMap(({ name, deleting, gone }) => {
      const at = deleting ?? gone;
      return at === undefined ? [] : [{ name, at }];
    })
    .toSorted((a, b) => a.at - b.at);
  return going.flatMap(({ name, at }, index) =>
    at >= (running[index] ?? Infinity)
      ? []
      : [`${name}: expected to go after ${index + 1} new Machines ran; actual after ${seconds(at)}`],
  );
}

function lifeOf({ name, isOld, seen, running, deleting, gone }: MachineTimes): string {
  const at = (what: string, time: number | undefined) =>
    time === undefined ? [] : [`${what} ${seconds(time)}`];
  const beginning = isOld ? ["there before"] : [...at("made after", seen), ...at("Running after", running)];
  return `${name}: ${[...beginning, ...at("deleted after", deleting), ...at("gone after", gone)].join(", ")}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
