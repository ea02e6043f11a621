import type { Kube, V1Pod } from "../../cluster/index.ts";
import { isPodReady, type Pod, podTrouble } from "../../cluster/supply-chain/pod-objects.ts";
import type { Attempt } from "../../core/attempt.ts";
import { budgets } from "../../core/budgets.ts";
import { notYet, ready, type Sight, waitFor } from "../../core/wait-for.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

export interface PodsInput {
  readonly cluster: { readonly kubectl: KubectlOptions; readonly kube: Pick<Kube, "core"> };
  readonly namespace: string;
}

/** The images that the Pods of a namespace run, as their Pods name them. */
export async function imagesOfPods({ cluster, namespace }: PodsInput): Promise<readonly string[]> {
  const pods = await podsOf({ cluster, namespace });
  return [
    ...new Set(pods.flatMap(({ spec }) => spec?.containers?.flatMap(({ image }) => image ?? []) ?? [])),
  ];
}

/** Has all Pods of a namespace made anew, and waits until they run or one cannot, which is in Kubernetes' words. */
export async function startPodsAnew(input: PodsInput): Promise<Attempt> {
  const { cluster, namespace } = input;
  const { kubectl } = cluster;
  await kubectlOk(
    `Deleting the Pods in ${namespace}`,
    ["delete", "pod", "--all", "--namespace", namespace],
    kubectl,
  );
  const command = `kubectl get pod --namespace ${namespace}`;
  return waitFor({
    what: `the Pods in ${namespace} to run, or not to`,
    look: async () => sightOfPods(command, await podsOf(input)),
    budget: budgets.controllersReady,
    signal: kubectl.signal,
    hint: `kubectl --kubeconfig ${kubectl.kubeconfig} describe pod --namespace ${namespace}`,
  });
}

async function podsOf({ cluster, namespace }: PodsInput): Promise<readonly Pod[]> {
  const { items } = await cluster.kube.core.listNamespacedPod({ namespace });
  return items.map(podOf);
}

// as: what is looked at is spelled the same; the client only knows more of it, and less of what is required.
const podOf = (pod: V1Pod) => pod as Pod;

/** What Pods mean to somebody who waits for them. */
export function sightOfPods(command: string, pods: readonly Pod[]): Sight<Attempt> {
  for (const pod of pods) {
    const trouble = podTrouble(pod);
    if (trouble === undefined || trouble.kind === "unschedulable") continue;
    const { container = "", reason, message } = trouble;
    const text = `Pod/${pod.metadata.name}/${container}: ${reason}: ${message}`;
    return ready({ command, succeeded: false, text });
  }
  const running = pods.filter(isPodReady).map(({ metadata }) => metadata.name);
  if (pods.length > 0 && running.length === pods.length)
    return ready({ command, succeeded: true, text: `${running.join(", ")}: Running` });
  return notYet(`${running.length} of ${pods.length} Pods are ready`);
}
