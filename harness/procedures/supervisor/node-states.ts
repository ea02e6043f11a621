import type { ClusterNode, Jumpbox } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";

export interface NodeStatesInput {
  readonly jumpbox: Jumpbox;
  readonly nodes: readonly ClusterNode[];
}

/** When containerd was started, and what its trust store looks like down to the second in which a link was made. */
const look = [
  "systemctl show containerd --property ActiveEnterTimestamp --value",
  "ls -l --time-style=full-iso /etc/ssl/certs | sha256sum | cut -c 1-16",
].join("; ");

/** What registering a CA changes on a node, a line for each. */
export async function readNodeStates({ jumpbox, nodes }: NodeStatesInput): Promise<readonly string[]> {
  const doing = "Looking at containerd and /etc/ssl/certs";
  return Promise.all(
    nodes.map(async (node) => {
      const [since = "", certificates = ""] = (await jumpbox.onNode(node, doing, look)).trim().split("\n");
      return `${node.name}: containerd since ${since}, /etc/ssl/certs ${certificates}`;
    }),
  );
}

/** Succeeds when nothing of that has changed on any node: containerd was not even restarted. */
export async function checkUnchanged(
  input: NodeStatesInput & { readonly before: readonly string[] },
): Promise<Attempt> {
  const now = await readNodeStates(input);
  const succeeded = now.length > 0 && now.join("\n") === input.before.join("\n");
  const text = succeeded ? now : ["before:", ...input.before, "now:", ...now];
  return { command: look, succeeded, text: text.join("\n") };
}
