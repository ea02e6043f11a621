import type {
  Build,
  ChainObjects,
  ClusterBuilder,
  Deployment,
  GitRepository,
  Ingress,
  Service,
  Workload,
} from "./chain-objects.ts";
import { type Conditioned, conditionOf, isObserved } from "./kube-object.ts";
import { isPodReady, type Pod, podTrouble, type PodTrouble, statusesOf } from "./pod-objects.ts";

/** `waiting` for somebody else, `running` is at work itself. */
export type NodeState = "waiting" | "running" | "ready" | "failed";

export interface NodeStanding {
  readonly state: NodeState;
  /** What it said last, in its own words where it has any. */
  readonly message: string;
}

const notLookedAt: NodeStanding = { state: "waiting", message: "nobody has looked at it yet" };

/** How Cartographer sees it: it says `Unknown` of a failure as of a build in progress, so that this is no verdict. */
export function ofWorkload(workload: Workload | undefined): NodeStanding {
  const ready = conditionOf(workload, "Ready");
  if (workload === undefined || ready === undefined) return notLookedAt;
  if (!isObserved(workload)) return { state: "running", message: "the change is not seen yet" };
  const reasons = workload.status?.conditions?.find(
    ({ type, status, message = "" }) => type !== "Ready" && status !== "True" && message !== "",
  );
  const said = ready.message ?? "";
  const message = said === "" ? (reasons?.message ?? ready.reason ?? "") : said;
  return { state: stateOf(ready.status), message: ready.status === "True" ? "" : message };
}

/** How Flux stands with a repository. */
export function ofGitRepository(repository: GitRepository | undefined): NodeStanding {
  const ready = conditionOf(repository, "Ready");
  if (repository === undefined || ready === undefined) return notLookedAt;
  if (repository.spec?.suspend === true) return { state: "waiting", message: "it is suspended" };
  if (!isObserved(repository, ready)) return { state: "running", message: "the change is not seen yet" };
  const reconciling = conditionOf(repository, "Reconciling");
  // While Flux looks at a change, `Ready` still says what was before. After a failure the reason is ProgressingWithRetry.
  if (reconciling?.status === "True" && reconciling.reason === "Progressing") {
    return { state: "running", message: reconciling.message ?? "" };
  }
  return { state: stateOf(ready.status), message: ready.message ?? ready.reason ?? "" };
}

/** How a ClusterStack or a ClusterStore stands. */
export function ofReadyCondition(object: Conditioned | undefined): NodeStanding {
  const ready = conditionOf(object, "Ready");
  return ready === undefined
    ? notLookedAt
    : { state: stateOf(ready.status), message: ready.message ?? ready.reason ?? "" };
}

/** How a builder stands: why it cannot be made, only its second condition says. */
export function ofBuilder(builder: ClusterBuilder | undefined): NodeStanding {
  const { state, message } = ofReadyCondition(builder);
  const upToDate = conditionOf(builder, "UpToDate");
  return { state, message: upToDate?.status === "False" ? (upToDate.message ?? message) : message };
}

/** How an Image stands: while its builder is still being made, it is not at fault. */
export function ofImage({ image, builder, stack, store }: ChainObjects): NodeStanding {
  const ready = conditionOf(image, "Ready");
  if (image === undefined || ready === undefined) return notLookedAt;
  const message = ready.message ?? "";
  if (!isObserved(image)) return { state: "running", message: "the change is not seen yet" };
  if (ready.reason === "BuilderNotReady" || ready.reason === "BuilderNotFound") {
    const isFaulty = [ofBuilder(builder), ofReadyCondition(stack), ofReadyCondition(store)].some(
      ({ state }) => state === "failed",
    );
    return { state: builder === undefined || isFaulty ? "failed" : "waiting", message };
  }
  if (ready.reason === "ResolverNotReady") return { state: "waiting", message };
  const latest = image.status?.latestImage;
  return { state: stateOf(ready.status), message: ready.status === "True" ? (latest ?? message) : message };
}

/** How a Build stands. */
export function ofBuild(build: Build): NodeStanding {
  const succeeded = conditionOf(build, "Succeeded");
  if (succeeded === undefined) return notLookedAt;
  const message = succeeded.message ?? succeeded.reason ?? "";
  const { latestImage } = build.status ?? {};
  return {
    state: stateOf(succeeded.status),
    message: succeeded.status === "True" ? (latestImage ?? "") : message,
  };
}

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

/** What Kubernetes says of it, in a line. */
export function saidBy({ reason, message }: PodTrouble): string {
  return [reason, message].filter((text) => text !== "" && text !== "Error").join(": ");
}

/** `Unknown` is no failure: what is at work says so too. */
function stateOf(status: string): NodeState {
  switch (status) {
    case "True":
      return "ready";
    case "False":
      return "failed";
    default:
      return "running";
  }
}
