import { budgets } from "../../core/budgets.ts";
import { HarnessError } from "../../core/errors.ts";
import type { RunContext } from "../../core/run-context.ts";
import { notYet, ready, type Sight } from "../../core/wait-for.ts";
import { conditionReasons, conditionTypes } from "../../supervisor/api/conditions.ts";
import { apiVersions, plurals } from "../../supervisor/api/names.ts";
import type { TanzuKubernetesCluster } from "../../supervisor/api/tanzu-kubernetes-cluster.ts";
import { kubectlOk, timeoutArg } from "../../tools/kubectl/kubectl.ts";
import { applyWhenWebhooksAnswer } from "../apply-when-webhooks-answer.ts";
import { checkHermetic } from "../hermetic.ts";
import { watchUntil } from "../kube/watch-until.ts";
import { checkLoadBalancer } from "../tkg/check-load-balancer.ts";
import type { ClusterRef } from "../tkg/machines.ts";
import { connectWorkload, nodesOf, type WorkloadCluster } from "../tkg/workload-cluster.ts";
import type { Supervisor } from "./supervisor.ts";
import { type TkcInput, tkcManifest } from "./tkc-manifest.ts";

export interface TkcWork {
  readonly context: Pick<RunContext, "signal" | "progress">;
  readonly supervisor: Pick<Supervisor, "kube" | "kubectl">;
}

/**
 * Applies a TanzuKubernetesCluster, new or changed, and waits until it is Ready as it now says.
 * @throws HarnessError what the API server refuses; `timeout` with what the cluster says of itself
 */
export async function applyTkc(tkc: TkcInput, { context, supervisor }: TkcWork): Promise<void> {
  const which = `the TanzuKubernetesCluster ${tkc.namespace}/${tkc.name}`;
  // JSON is YAML.
  await applyWhenWebhooksAnswer(which, JSON.stringify(tkcManifest(tkc)), supervisor.kubectl);
  context.progress.say(`cluster ${tkc.name}: waiting until it is Ready`);
  await tkcReady(tkc, { context, supervisor });
}

/** Waits until a TanzuKubernetesCluster is Ready as it says at the moment. */
export function tkcReady(
  { name, namespace }: ClusterRef,
  { context, supervisor }: TkcWork,
): Promise<undefined> {
  return watchUntil({
    kube: supervisor.kube,
    path: `/apis/${apiVersions.v1alpha2}/namespaces/${namespace}/${plurals.clusters}`,
    fieldSelector: `metadata.name=${name}`,
    what: `the TanzuKubernetesCluster ${namespace}/${name} to be Ready`,
    look: readyNow,
    budget: budgets.rollout,
    signal: context.signal,
    hint: `kubectl describe tanzukubernetescluster ${name} --namespace ${namespace}`,
  });
}

/**
 * What was said of the specification before this one does not count.
 * @throws HarnessError `bad-input` when the controller refuses it: waiting changes nothing
 */
function readyNow({ metadata, status }: TanzuKubernetesCluster): Sight<undefined> {
  if (status?.observedGeneration !== metadata.generation) return notYet("its controller has not seen it yet");
  const condition = status?.conditions?.find(({ type }) => type === conditionTypes.ready);
  if (condition?.status === "True") return ready(undefined);
  const { reason, message = "nothing said yet" } = condition ?? {};
  if (reason !== conditionReasons.refused) return notYet(message);
  throw new HarnessError({
    code: "bad-input",
    message: `Making the TanzuKubernetesCluster ${metadata.namespace}/${metadata.name}: ${message}`,
  });
}

/** Creates a cluster as `kubectl apply -f tkc.yaml` does, and connects to it as its administrator. */
export async function createTkc(
  tkc: TkcInput,
  work: TkcWork & { readonly kubeconfig: string },
): Promise<WorkloadCluster> {
  const { context, supervisor, kubeconfig } = work;
  const { name, namespace } = tkc;
  await applyTkc(tkc, work);
  const cluster = await connectWorkload({
    ...{ name, namespace, kubeconfig },
    os: "photon",
    management: supervisor,
  });
  await checkLoadBalancer(name, context.signal);
  const nodes = await nodesOf(cluster);
  await Promise.all(nodes.map((node) => checkHermetic(node, context.signal)));
  return cluster;
}

/** Deletes a cluster as `kubectl delete` does, and waits until nothing holds it; one that is gone already is fine. */
export async function deleteTkc(
  { name, namespace }: ClusterRef,
  { kubectl }: Pick<Supervisor, "kubectl">,
  signal: AbortSignal,
): Promise<void> {
  await kubectlOk(
    `Deleting the TanzuKubernetesCluster ${namespace}/${name}`,
    [
      ...["delete", "tanzukubernetescluster", name, "--namespace", namespace, "--ignore-not-found"],
      timeoutArg(budgets.clusterDelete),
    ],
    { ...kubectl, signal },
  );
}
