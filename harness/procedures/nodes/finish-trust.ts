import type { ClusterNode, Jumpbox } from "../../cluster/index.ts";
import { trustCommands } from "./trust-nodes-by-ssh.ts";

export interface FinishTrustInput {
  readonly jumpbox: Jumpbox;
  readonly nodes: readonly ClusterNode[];
}

/** Restarts containerd on every node, as the last step of the procedure does (seed 003). */
export async function restartContainerd(input: FinishTrustInput): Promise<void> {
  await onEveryNode(input, "Restarting containerd", "restart");
}

/** Makes the hash links on every node, and gives what the node's own program printed. */
export async function rehashCertificates(input: FinishTrustInput): Promise<readonly string[]> {
  return onEveryNode(input, "Rehashing the certificates", "rehash");
}

/** Carries out one step of the procedure; neither of these needs to know where the CA comes from. */
function onEveryNode(
  { jumpbox, nodes }: FinishTrustInput,
  doing: string,
  step: "rehash" | "restart",
): Promise<string[]> {
  return Promise.all(nodes.map((node) => jumpbox.onNode(node, doing, trustCommands(node.os, "")[step])));
}
