import { containersWithLabel, removeContainers } from "../../tools/docker/containers.ts";

/** The label by which kind knows the nodes of a cluster. */
export const kindClusterLabel = "io.x-k8s.kind.cluster";

/** Removes a cluster's nodes with their volumes, as `kind delete cluster` does; no kubeconfig is edited. */
export async function removeKindCluster(name: string): Promise<void> {
  await removeContainers(await containersWithLabel(`${kindClusterLabel}=${name}`));
}
