import type { Deployment, Ingress, Service } from "./chain-objects.ts";
import { conditionOf, isObserved } from "./kube-object.ts";
import { type NodeStanding, notLookedAt } from "./node-standing.ts";
import { isPodReady, type Pod } from "./pod-objects.ts";

/** How a Deployment stands. */
export function ofDeployment(deployment: Deployment | undefined): NodeStanding {
  if (deployment?.status === undefined) return notLookedAt;
  const { spec, status } = deployment;
  const { updatedReplicas = 0, availableReplicas = 0, replicas = 0 } = status;
  const wanted = spec?.replicas ?? 1;
  const counts = `${availableReplicas} of ${wanted} available, ${updatedReplicas} up to date`;
  for (const [type, bad] of [
    ["ReplicaFailure", "True"],
    ["Progressing", "False"],
  ] as const) {
    const condition = conditionOf(deployment, type);
    if (condition?.status === bad) return { state: "failed", message: condition.message ?? counts };
  }
  const isDone =
    isObserved(deployment) && updatedReplicas >= wanted && availableReplicas >= wanted && replicas <= wanted;
  return { state: isDone ? "ready" : "running", message: counts };
}

/** Whether somebody answers behind a Service. */
export function ofService(service: Service | undefined, pods: readonly Pod[]): NodeStanding {
  const selector = Object.entries(service?.spec?.selector ?? {});
  const behind = pods.filter(
    (pod) => isPodReady(pod) && selector.every(([key, value]) => pod.metadata.labels?.[key] === value),
  );
  if (behind.length === 0) return { state: "waiting", message: "no Pod behind it takes requests" };
  return { state: "ready", message: `${behind.length} ${behind.length === 1 ? "Pod" : "Pods"} behind it` };
}

/** Whether an Ingress has somebody to send requests to. */
export function ofIngress(
  ingress: Ingress | undefined,
  service: Service | undefined,
  pods: readonly Pod[],
): NodeStanding {
  const { host, http } = ingress?.spec?.rules?.[0] ?? {};
  const wanted = http?.paths?.[0]?.backend?.service?.name;
  if (wanted !== undefined && wanted !== service?.metadata.name) {
    return { state: "waiting", message: `${host ?? ""}: there is no Service ${wanted}` };
  }
  return { state: ofService(service, pods).state, message: host ?? "" };
}
