import { kindClusterLabel } from "../../cluster/kind/remove-kind-cluster.ts";
import { deadline } from "../../core/deadline.ts";
import { HarnessError, messageOf } from "../../core/errors.ts";
import { execInContainer } from "../../tools/docker/containers.ts";
import { docker } from "../../tools/docker/docker.ts";
import { lastLine } from "../../tools/exec.ts";
import { inspectionBudgets } from "../budgets.ts";
import type { NodeFacts } from "./judge-node.ts";
import { nodeScript } from "./node-script.ts";
import { parseNode } from "./parse-node.ts";

/** A node as its cluster's API has it. */
export interface ListedNode {
  readonly name: string;
  readonly address: string;
  /** What the kubelet has read from /etc/machine-id. */
  readonly machineId: string;
}

export interface ReadNodesInput {
  readonly nodes: readonly ListedNode[];
  /** The registry as in image references. */
  readonly host: string;
  readonly signal: AbortSignal | undefined;
}

/**
 * Looks into those nodes that are containers of this host, one after the other: a cluster under load is left in peace.
 * Whatever cannot be read has its reason.
 */
export async function readNodes({
  nodes,
  host,
  signal,
}: ReadNodesInput): Promise<readonly Pick<NodeFacts, "name" | "reading">[]> {
  const here = await containersHere(signal);
  const read: Pick<NodeFacts, "name" | "reading">[] = [];
  for (const node of nodes) {
    const reading =
      "refused" in here
        ? { unread: `this host's Docker cannot be asked for it: ${here.refused}` }
        : here.names.includes(node.name)
          ? await readNode(node, host, signal)
          : { unread: "it is no container of this host" };
    read.push({ name: node.name, reading });
  }
  return read;
}

async function containersHere(signal: AbortSignal | undefined) {
  const args = ["ps", "--filter", `label=${kindClusterLabel}`, "--format", "{{.Names}}"];
  try {
    const result = await docker(args, { limit: inspectionBudgets.nodeAnswer.limit, signal });
    return result.exitCode === 0 ? { names: result.stdout.split("\n") } : { refused: lastLine(result) };
  } catch (error) {
    signal?.throwIfAborted();
    // Without Docker there are no such nodes; the cluster may be anywhere.
    if (error instanceof HarnessError) return { refused: error.message };
    throw error;
  }
}

async function readNode(
  { name, machineId }: ListedNode,
  host: string,
  signal: AbortSignal | undefined,
): Promise<NodeFacts["reading"]> {
  const command = ["sh", "-c", nodeScript, "sh", host, host.replace(/:(\d+)$/, "_$1_")];
  try {
    const result = await execInContainer(name, command, {
      signal: deadline(inspectionBudgets.nodeAnswer, signal),
    });
    if (result.exitCode !== 0) return { unread: `its container cannot be read: ${lastLine(result)}` };
    const reading = parseNode(result.stdout);
    // A node elsewhere may have the name of a container here.
    return reading.machineId === machineId
      ? reading
      : { unread: "the container of that name is another node" };
  } catch (error) {
    signal?.throwIfAborted();
    return { unread: `its container cannot be read: ${messageOf(error)}` };
  }
}
