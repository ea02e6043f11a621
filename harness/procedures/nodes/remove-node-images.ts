import type { ClusterNode, Jumpbox } from "../../cluster/index.ts";

export interface RemoveNodeImagesInput {
  /** The jumpbox; it holds the key of these nodes. */
  readonly jumpbox: Jumpbox;
  readonly nodes: readonly ClusterNode[];
  /** As Pods name them. */
  readonly images: readonly string[];
}

/**
 * Takes images away from every node, so that they have to be pulled again; Pods that run go on running.
 * @throws HarnessError `unreachable` when SSH fails, `tool-failed` when a node has no such image
 */
export async function removeNodeImages({ jumpbox, nodes, images }: RemoveNodeImagesInput): Promise<void> {
  const command = `sudo crictl rmi ${images.join(" ")}`;
  for (const node of nodes) await jumpbox.onNode(node, "Removing images", command);
}
