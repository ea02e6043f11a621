import type { ClusterNode } from "../../cluster/index.ts";
import { execInContainerOk } from "../../tools/docker/containers.ts";

/** Stops sshd on a node, from outside: to whoever comes by SSH the node is down. */
export async function stopSshServer({ node }: { readonly node: ClusterNode }): Promise<void> {
  await execInContainerOk(`Stopping sshd on ${node.name}`, node.name, ["systemctl", "stop", "ssh"]);
}

/** Starts it again. */
export async function startSshServer({ node }: { readonly node: ClusterNode }): Promise<void> {
  await execInContainerOk(`Starting sshd on ${node.name}`, node.name, ["systemctl", "start", "ssh"]);
}
