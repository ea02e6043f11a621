import type { ClusterNode, Toolbox } from "../cluster/index.ts";
import { trustCommands } from "./trust-nodes-by-ssh.ts";

export interface FinishTrustInput {
  readonly jumpbox: Toolbox;
  readonly nodes: readonly ClusterNode[];
}

/** Restarts containerd on every node, as the last step of the procedure does (seed 003). */
export async function restartContainerd({ jumpbox, nodes }: FinishTrustInput): Promise<void> {
  await Promise.all(
    nodes.map((node) => jumpbox.onNode(node, "Restarting containerd", trustCommands(node.os, "").restart)),
  );
}

/** Makes the hash links on every node, and gives what the node's own program printed. */
export async function rehashCertificates({ jumpbox, nodes }: FinishTrustInput): Promise<readonly string[]> {
  return Promise.all(
    nodes.map((node) =>
      jumpbox.onNode(node, "Rehashing the certificates", trustCommands(node.os, "").rehash),
    ),
  );
}
