import type { CoreV1Event, V1Pod } from "../../cluster/index.ts";
import type { ListedNode } from "../node/read-docker-nodes.ts";
import { usualNamespaces } from "../kapp-controller/read-kapp-controller.ts";
import { kpackNamespace } from "../kpack/read-kpack.ts";
import { type Reading, valueOf } from "../reading.ts";
import type { OpenCluster } from "./open-cluster.ts";

/** A pull that a certificate has stopped. */
export interface Refusal {
  readonly node: string;
  readonly message: string;
}

/** Lists the nodes; first of all questions, so that a cluster that does not answer is found out here. */
export function readNodeList({ kube, ask }: OpenCluster): Promise<Reading<readonly ListedNode[]>> {
  return ask("Reading the nodes of the cluster", async () => {
    const { items } = await kube.core.listNode();
    return items.map(({ metadata, status }) => ({
      name: metadata?.name ?? "",
      address: status?.addresses?.find(({ type }) => type === "InternalIP")?.address ?? metadata?.name ?? "",
      machineId: status?.nodeInfo?.machineID ?? "",
    }));
  });
}

/** All Pods; those of some namespaces where one may not see all. */
export async function readPods(
  { kube, ask }: OpenCluster,
  namespace: string | undefined,
): Promise<readonly V1Pod[]> {
  const all = await ask("Reading the Pods", async () => (await kube.core.listPodForAllNamespaces()).items);
  if ("value" in all) return all.value;
  const pods: V1Pod[] = [];
  for (const where of new Set([
    ...usualNamespaces,
    kpackNamespace,
    ...(namespace === undefined ? [] : [namespace]),
  ])) {
    const some = await ask(`Reading the Pods of ${where}`, async () => {
      return (await kube.core.listNamespacedPod({ namespace: where })).items;
    });
    pods.push(...(valueOf(some) ?? []));
  }
  return pods;
}

/** Pulls from the registry that were refused for its certificate, as far as Events remember. */
export async function readRefusals({ kube, ask }: OpenCluster, host: string): Promise<readonly Refusal[]> {
  const events = await ask("Reading the Events of failed pulls", async () => {
    return (await kube.core.listEventForAllNamespaces({ fieldSelector: "reason=Failed" })).items;
  });
  return refusalsIn(valueOf(events) ?? [], host);
}

/** Those among Events that speak of this registry and of a certificate. */
export function refusalsIn(events: readonly CoreV1Event[], host: string): readonly Refusal[] {
  return events.flatMap(({ message = "", source, reportingInstance }) =>
    message.includes(`${host}/`) && /x509: |tls: /.test(message)
      ? [{ node: source?.host ?? reportingInstance ?? "", message }]
      : [],
  );
}
