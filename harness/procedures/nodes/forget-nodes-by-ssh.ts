import type { ClusterNode, Jumpbox } from "../../cluster/index.ts";
import { trustCommands } from "./trust-nodes-by-ssh.ts";

export interface ForgetNodesInput {
  /** The jumpbox; it holds the key of these nodes. */
  readonly jumpbox: Jumpbox;
  readonly nodes: readonly ClusterNode[];
}

/**
 * Takes back what trustNodesBySsh() has registered: the file, what was made of it, and what containerd remembers.
 * @throws HarnessError `unreachable` when SSH fails, `tool-failed` when a command does
 */
export async function forgetNodesBySsh({ jumpbox, nodes }: ForgetNodesInput): Promise<void> {
  for (const node of nodes) {
    const { rehash, restart } = trustCommands(node.os, "");
    const doing = "Taking the CA away";
    await jumpbox.onNode(node, doing, `sudo rm -f ${installedCa(node)}`);
    // Debian's program leaves the hash links of what is gone unless told.
    await jumpbox.onNode(node, doing, node.os === "ubuntu" ? `${rehash} --fresh` : rehash);
    await jumpbox.onNode(node, doing, restart);
  }
}

/** The file that the procedure copies on a node of that operating system. */
function installedCa({ os }: ClusterNode): string {
  const { install } = trustCommands(os, "");
  return install.split(" ").at(-1) ?? "";
}
