import { timeOf } from "./kube-object.ts";
import type { NodeState } from "./node-standing.ts";
import { type ContainerStatus, type Pod, statusesOf } from "./pod-objects.ts";

/** One container of a build's Pod. */
export interface BuildStep {
  /** `prepare`, `analyze`, `detect`, `restore`, `build`, `export`, `completion`; or `rebase`. */
  readonly name: string;
  readonly state: NodeState;
  /** Milliseconds that it took, or has taken so far; undefined before it begins. */
  readonly took: number | undefined;
}

/** What runs in a build's Pod, in its order; `now` in milliseconds since the epoch. */
export function buildSteps(pod: Pod, now: number): readonly BuildStep[] {
  const { initContainers = [], containers = [] } = pod.spec ?? {};
  const statuses = statusesOf(pod);
  return [...initContainers, ...containers].map(({ name }) =>
    stepOf(
      name,
      statuses.find((status) => status.name === name),
      now,
    ),
  );
}

function stepOf(name: string, status: ContainerStatus | undefined, now: number): BuildStep {
  const { running, terminated } = status?.state ?? {};
  if (terminated !== undefined) {
    const begun = timeOf(terminated.startedAt);
    const ended = timeOf(terminated.finishedAt);
    const took = begun === undefined || ended === undefined ? undefined : ended - begun;
    return { name, state: terminated.exitCode === 0 ? "ready" : "failed", took };
  }
  if (running === undefined) return { name, state: "waiting", took: undefined };
  const begun = timeOf(running.startedAt);
  return { name, state: "running", took: begun === undefined ? undefined : Math.max(0, now - begun) };
}
