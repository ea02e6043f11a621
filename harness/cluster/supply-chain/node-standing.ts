import type { Build, ChainObjects, ClusterBuilder, GitRepository, Workload } from "./chain-objects.ts";
import { type Conditioned, conditionOf, isObserved } from "./kube-object.ts";

/** `waiting` for somebody else, `running` is at work itself. */
export type NodeState = "waiting" | "running" | "ready" | "failed";

export interface NodeStanding {
  readonly state: NodeState;
  /** What it said last, in its own words where it has any. */
  readonly message: string;
}

/** Before whoever is to look after an object has said anything of it. */
export const notLookedAt: NodeStanding = { state: "waiting", message: "nobody has looked at it yet" };

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
