import type { NodeStanding } from "./node-standing.ts";
import { isPodReady, type Pod, podTrouble, type PodTrouble, statusesOf } from "./pod-objects.ts";

/** How a Pod of the application stands. */
export function ofPod(pod: Pod): NodeStanding {
  const bad = ofTrouble(pod);
  if (bad !== undefined) return bad;
  if (isPodReady(pod)) return { state: "ready", message: "it takes requests" };
  const running = statusesOf(pod).find(({ state }) => state?.running !== undefined);
  return running === undefined ? ofBeginning(pod) : { state: "running", message: `${running.name} runs` };
}

/** How the Pod of a build stands: Kubernetes calls it ready during its last step, and waiting between any two. */
export function ofBuildPod(pod: Pod): NodeStanding {
  const bad = ofTrouble(pod);
  if (bad !== undefined) return bad;
  if (pod.status?.phase === "Succeeded") return { state: "ready", message: "every step has ended" };
  const statuses = statusesOf(pod);
  const running = statuses.find(({ state }) => state?.running !== undefined);
  if (running !== undefined) return { state: "running", message: `step ${running.name} runs` };
  if (statuses.every(({ state }) => state?.terminated === undefined)) return ofBeginning(pod);
  const next = statuses.find(({ state }) => state?.terminated === undefined);
  const message = next === undefined ? "every step has ended" : `step ${next.name} begins`;
  return { state: "running", message };
}

function ofTrouble(pod: Pod): NodeStanding | undefined {
  if (pod.metadata.deletionTimestamp !== undefined)
    return { state: "waiting", message: "it is being deleted" };
  const trouble = podTrouble(pod);
  if (trouble === undefined) return undefined;
  if (trouble.kind === "unschedulable") return { state: "waiting", message: trouble.message };
  return { state: "failed", message: saidBy(trouble) };
}

function ofBeginning(pod: Pod): NodeStanding {
  const waiting = statusesOf(pod).find(({ state }) => state?.waiting !== undefined)?.state?.waiting;
  return { state: "waiting", message: waiting?.reason ?? pod.status?.phase ?? "" };
}

/** What Kubernetes says of it, in a line. */
export function saidBy({ reason, message }: PodTrouble): string {
  return [reason, message].filter((text) => text !== "" && text !== "Error").join(": ");
}
