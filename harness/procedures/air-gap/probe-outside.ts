import type { ClusterNode, Jumpbox } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { kubectl, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

/** Somewhere outside: an address that is kept for documentation, so that nobody is met where it is not refused. */
export const outside = "203.0.113.10";

/** Asks for a page outside, from a node. */
export async function curlOutsideFromNode(input: {
  readonly jumpbox: Jumpbox;
  readonly node: ClusterNode;
}): Promise<Attempt> {
  const command = `curl --silent --show-error --insecure --max-time 10 https://${outside}/`;
  return attemptOf(command, await input.jumpbox.tryOnNode(input.node, command));
}

/** Asks a registry outside for an image, from kapp-controller's Pod, with the tool that fetches there. */
export async function pullOutsideFromPod(input: {
  readonly cluster: { readonly kubectl: KubectlOptions };
}): Promise<Attempt> {
  const pull = ["imgpkg", "pull", "--image", `${outside}/library/hello:1.0`, "--output", "/tmp/outside"];
  const pod = [
    "--namespace",
    "tkg-system",
    "deploy/kapp-controller",
    "--container",
    "kapp-controller-sidecarexec",
  ];
  const args = ["exec", ...pod, "--", ...pull];
  return attemptOf(`kubectl ${args.join(" ")}`, await kubectl(args, input.cluster.kubectl));
}
