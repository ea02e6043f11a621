import { ofDeployment } from "./app-standing.ts";
import type { ChainObjects, WorkloadResource } from "./chain-objects.ts";
import { inBuild, inImage } from "./find-build-trouble.ts";
import { failed, type Finding, inProgress, type Look, notMade, troubleIn } from "./finding.ts";
import { conditionOf, isObserved } from "./kube-object.ts";
import { ofGitRepository } from "./node-standing.ts";
import { isPodReady, podTrouble } from "./pod-objects.ts";

/**
 * Walks down from a Workload to the object that knows why it does not go on. Cartographer itself says
 * `MissingValueAtPath` with status `Unknown` of a failure and of a build in progress alike.
 */
export function findTrouble(objects: ChainObjects): Finding {
  const walk = [inWorkload, inSource, inImage, inBuild, inDeployment, inRouting];
  for (const look of walk) {
    const finding = look(objects);
    if (finding !== undefined) return finding;
  }
  const { name } = objects.ref;
  const message = objects.image?.status?.latestImage ?? "";
  return { outcome: "ready", site: { where: `Workload/${name}`, speaker: "cartographer", message } };
}

const inWorkload: Look = ({ ref, workload }) => {
  const where = `Workload/${ref.name}`;
  if (workload === undefined) {
    return failed(where, "cartographer", `there is no Workload ${ref.name} in namespace ${ref.namespace}`);
  }
  const chain = conditionOf(workload, "SupplyChainReady");
  if (chain === undefined || !isObserved(workload)) {
    return inProgress(where, "cartographer", "Cartographer has not looked at it yet");
  }
  if (chain.status === "False") return failed(where, "cartographer", textOf(chain));
  const submitted = conditionOf(workload, "ResourcesSubmitted");
  if (submitted?.status !== "False") return undefined;
  const resource = workload.status?.resources?.find(isRefused);
  return failed(
    resource === undefined ? where : `${where}/${resource.name}`,
    "cartographer",
    textOf(resource?.conditions?.find(({ type }) => type === "ResourceSubmitted") ?? submitted),
  );
};

const inSource: Look = ({ ref, gitRepository }) => {
  if (gitRepository === undefined) return notMade(ref.name, "GitRepository");
  const { state, message } = ofGitRepository(gitRepository);
  const where = `GitRepository/${gitRepository.metadata.name}`;
  if (state === "failed") return failed(where, "flux", message);
  return state === "ready" ? undefined : inProgress(where, "flux", message);
};

const inDeployment: Look = ({ ref, image, deployment, pods }) => {
  if (deployment === undefined) return notMade(ref.name, "Deployment");
  const where = `Deployment/${deployment.metadata.name}`;
  // The newest Pod is the one that is meant; the ones before it may be on their way out.
  const [newest] = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const trouble = newest === undefined ? undefined : podTrouble(newest);
  if (newest !== undefined && trouble !== undefined) return troubleIn(newest, trouble, () => "app");
  const failure = conditionOf(deployment, "ReplicaFailure");
  if (failure?.status === "True") return failed(where, "kubelet", failure.message ?? "");
  const progressing = conditionOf(deployment, "Progressing");
  if (progressing?.status === "False") return failed(where, "app", progressing.message ?? "");
  if (newest === undefined) return inProgress(where, "app", "it has no Pod yet");
  if (!isPodReady(newest)) return inProgress(where, "app", `Pod ${newest.metadata.name} is not ready yet`);
  const digest = image?.status?.latestImage?.split("@")[1];
  const runs = newest.spec?.containers?.some((container) => container.image?.endsWith(digest ?? "") ?? false);
  if (runs === false) {
    return inProgress(where, "cartographer", `it does not have the image ${digest ?? ""} yet`);
  }
  // Another variable or another limit makes Pods anew as well, of the same image.
  const { updatedReplicas = 0 } = deployment.status ?? {};
  if (!isObserved(deployment)) return inProgress(where, "app", "the change is not seen yet");
  return updatedReplicas < (deployment.spec?.replicas ?? 1)
    ? inProgress(where, "app", ofDeployment(deployment).message)
    : undefined;
};

const inRouting: Look = ({ ref, service, ingress }) => {
  if (service === undefined) return notMade(ref.name, "Service");
  return ingress === undefined ? notMade(ref.name, "Ingress") : undefined;
};

function isRefused({ conditions = [] }: WorkloadResource): boolean {
  return conditions.some(({ type, status }) => type === "ResourceSubmitted" && status === "False");
}

/** The reason is what people search for; the message has it not. */
function textOf({
  reason = "",
  message = "",
}: {
  readonly reason?: string;
  readonly message?: string;
}): string {
  return [reason, message].filter((text) => text !== "").join(": ");
}
