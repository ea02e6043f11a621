import type { ClusterNode } from "../../cluster/index.ts";
import { execInContainer, execInContainerOk } from "../../tools/docker/containers.ts";

export interface CutOffInput {
  /** The one that the Pod is on. */
  readonly node: Pick<ClusterNode, "name">;
  readonly pod: { readonly name: string; readonly address: string };
  /** Whom it reaches no more, by the name that the node knows. */
  readonly host: string;
}

/**
 * Makes a host refuse every HTTPS connection of one Pod, as if nobody listened there any more. Everybody else goes on
 * reaching it. The rule is in the node, which is a container.
 */
export async function cutOffPod(input: CutOffInput): Promise<void> {
  const { node, pod, host } = input;
  // Ahead of those that let every Pod out.
  const rule = ["iptables", "--insert", "FORWARD", "1", ...match(input)];
  await execInContainerOk(`Cutting ${pod.name} off ${host}`, node.name, rule);
}

/** Lets it through again; one that is not cut off stays as it is. */
export async function letPodThrough(input: CutOffInput): Promise<void> {
  const { node, pod, host } = input;
  const { exitCode } = await execInContainer(node.name, ["iptables", "--check", "FORWARD", ...match(input)]);
  if (exitCode !== 0) return;
  const rule = ["iptables", "--delete", "FORWARD", ...match(input)];
  await execInContainerOk(`Letting ${pod.name} through to ${host}`, node.name, rule);
}

function match({ pod, host }: CutOffInput): string[] {
  return [
    ...["--source", pod.address, "--destination", host, "--protocol", "tcp", "--dport", "443"],
    ...["--jump", "REJECT", "--reject-with", "tcp-reset"],
  ];
}
