import type { Attempt } from "../../core/attempt.ts";
import { budgets } from "../../core/budgets.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { kubectl, type KubectlOptions, timeoutArg } from "../../tools/kubectl/kubectl.ts";

/** Succeeds when a Deployment is rolled out, or soon is. */
export async function checkDeployment(input: {
  readonly cluster: { readonly kubectl: KubectlOptions };
  readonly name: string;
  readonly namespace: string;
}): Promise<Attempt> {
  const { cluster, name, namespace } = input;
  const limit = timeoutArg(budgets.podRunning);
  const args = ["rollout", "status", `deployment/${name}`, "--namespace", namespace, limit];
  return attemptOf(`kubectl ${args.join(" ")}`, await kubectl(args, cluster.kubectl));
}
