import { type ClusterNode, type Jumpbox, nodeUser, Toolbox } from "../../cluster/index.ts";
import { identityFile } from "../../cluster/jumpbox.ts";
import type { Attempt } from "../../core/attempt.ts";
import { labelPairs } from "../../core/labels.ts";
import type { RunContext } from "../../core/run-context.ts";
import type { Secret } from "../../core/secret.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { removeContainers } from "../../tools/docker/containers.ts";
import { createNetwork, removeUnusedNetwork } from "../../tools/docker/networks.ts";

export interface StartOutsideMachineInput {
  readonly context: RunContext;
  /** The toolbox's image. */
  readonly image: string;
  /** The key of a cluster's nodes: what is missing is the way to them. */
  readonly sshKey: Secret;
}

/** Starts a machine with a cluster's key on a network of its own, which has no way to the nodes. Both go when it is disposed of. */
export async function startOutsideMachine(input: StartOutsideMachineInput): Promise<OutsideMachine> {
  const { context, image, sshKey } = input;
  const place = { name: "outside", network: `tkglab-${context.labId}-outside` };
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(async () => {
    await removeUnusedNetwork(place.network);
  });
  await createNetwork(place.network, labelPairs(context.ownership), { signal: context.signal });
  // Named beforehand: a start that is cut off may leave a container.
  cleanup.defer(() => removeContainers([place.network]));
  const machine = await Toolbox.start(context, image, place);
  await machine.writeFile(identityFile, sshKey.reveal());
  const owned = cleanup.move();
  return { machine, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** A machine that goes with its network. */
export interface OutsideMachine extends AsyncDisposable {
  readonly machine: Jumpbox;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Logs in to a node by its internal IP, and asks for its name. */
export async function logInToNode(input: {
  readonly from: Jumpbox;
  readonly node: ClusterNode;
}): Promise<Attempt> {
  const { from, node } = input;
  return attemptOf(`ssh ${nodeUser}@${node.address} hostname`, await from.ssh(node, "hostname"));
}
