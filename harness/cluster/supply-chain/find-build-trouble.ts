import type { Build, ChainObjects } from "./chain-objects.ts";
import { conditionOf, isObserved, type Conditioned } from "./kube-object.ts";
import { failed, type Finding, inProgress, type Look, notMade, speakerOfStep, troubleIn } from "./finding.ts";
import { ofReadyCondition } from "./node-standing.ts";
import { podTrouble, statusesOf } from "./pod-objects.ts";
import { ofBuildPod } from "./pod-standing.ts";

/** Looks at an Image, and at the builder, the stack and the store that it needs. */
export const inImage: Look = ({ ref, gitRepository, image, builder, stack, store }) => {
  if (image === undefined) return notMade(ref.name, "Image");
  const where = `Image/${image.metadata.name}`;
  const ready = conditionOf(image, "Ready");
  const wanted = gitRepository?.status?.artifact?.url;
  const has = image.spec?.source?.blob?.url;
  if (wanted !== undefined && has !== undefined && wanted !== has) {
    const revision = gitRepository?.status?.artifact?.revision ?? "";
    return inProgress(where, "cartographer", `Cartographer has not handed on the revision ${revision} yet`);
  }
  if (ready === undefined || !isObserved(image)) {
    return inProgress(where, "kpack-controller", "kpack has not looked at it yet");
  }
  if (ready.reason === "BuilderNotReady" || ready.reason === "BuilderNotFound") {
    const unready = { ClusterStack: stack, ClusterStore: store };
    for (const [kind, object] of Object.entries(unready)) {
      const finding = unreadyOf(kind, object, "Ready");
      if (finding !== undefined) return finding;
    }
    // That it has no image is said by `Ready`, and why, by the other one.
    const finding =
      unreadyOf("ClusterBuilder", builder, "UpToDate") ?? unreadyOf("ClusterBuilder", builder, "Ready");
    if (finding !== undefined) return finding;
    if (builder === undefined) return failed(where, "kpack-controller", ready.message ?? ready.reason);
    return inProgress(where, "kpack-controller", ready.message ?? ready.reason);
  }
  if (ready.status === "Unknown" && ready.reason !== "BuildRunning") {
    return inProgress(where, "kpack-controller", ready.message ?? ready.reason ?? "");
  }
  return undefined;
};

/** Looks at the latest Build and its Pod. */
export const inBuild: Look = (objects) => {
  const { image, builds, buildPod } = objects;
  const [build] = builds;
  const imageName = image?.metadata.name ?? "";
  const ready = conditionOf(image, "Ready");
  if (build === undefined) {
    const message = ready?.message ?? "there is no Build yet";
    if (ready?.status === "False") return failed(`Image/${imageName}`, "kpack-controller", message);
    return ready?.status === "True"
      ? undefined
      : inProgress(`Image/${imageName}`, "kpack-controller", message);
  }
  const where = `Build/${build.metadata.name}`;
  const succeeded = conditionOf(build, "Succeeded");
  if (succeeded?.status === "True") return notTakenOver(objects, build);
  const trouble = buildPod === undefined ? undefined : podTrouble(buildPod);
  if (buildPod !== undefined && trouble !== undefined) return troubleIn(buildPod, trouble, speakerOfStep);
  if (succeeded?.status === "False") {
    return failed(where, "kpack-controller", succeeded.message ?? succeeded.reason ?? "");
  }
  if (buildPod === undefined) {
    return inProgress(where, "kpack-controller", succeeded?.message ?? "its Pod is not there yet");
  }
  const running = statusesOf(buildPod).find(({ state }) => state?.running !== undefined);
  const step = running === undefined ? "" : `/${running.name}`;
  return inProgress(
    `Pod/${buildPod.metadata.name}${step}`,
    speakerOfStep(running?.name),
    ofBuildPod(buildPod).message,
  );
};

/** A Build that has succeeded may not be the last one, and the Image tells of it a moment later. */
function notTakenOver(
  { gitRepository, image }: ChainObjects,
  { metadata, spec, status }: Build,
): Finding | undefined {
  const where = `Image/${image?.metadata.name ?? ""}`;
  const ready = conditionOf(image, "Ready");
  const wanted = image?.spec?.source?.blob?.url;
  const had = spec?.source?.blob?.url;
  if (wanted !== undefined && had !== undefined && wanted !== had) {
    const revision = gitRepository?.status?.artifact?.revision ?? wanted;
    return inProgress(where, "kpack-controller", `kpack has not begun to build ${revision} yet`);
  }
  if (ready?.status !== "True") {
    const said = ready?.message ?? "";
    return inProgress(where, "kpack-controller", said === "" ? "kpack builds" : said);
  }
  const made = status?.latestImage;
  return made === undefined || made === image?.status?.latestImage
    ? undefined
    : inProgress(
        where,
        "kpack-controller",
        `kpack has not taken over what Build ${metadata.name} has made yet`,
      );
}

/** A builder, a stack or a store that says by a condition that it cannot; one that has not said anything is at work. */
function unreadyOf(kind: string, object: Conditioned | undefined, type: string): Finding | undefined {
  const condition = conditionOf(object, type);
  if (object === undefined || condition?.status === "True") return undefined;
  const where = `${kind}/${object.metadata.name}`;
  if (condition?.status === "False") return failed(where, "kpack-controller", condition.message ?? "");
  return type === "UpToDate"
    ? undefined
    : inProgress(where, "kpack-controller", ofReadyCondition(object).message);
}
