import { budgets } from "../../core/budgets.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import { explainKubectlFailure, isWebhookDown } from "../../tools/kubectl/errors.ts";
import { kubectl, kubectlOk, type KubectlOptions, timeoutArg } from "../../tools/kubectl/kubectl.ts";

/**
 * Applies objects server side, as often as one likes, as soon as the webhooks that look at them answer.
 * @throws HarnessError `timeout` with the last refusal of a webhook that is not up; whatever else the API server says.
 */
export async function applyObjects(
  what: string,
  /** YAML or JSON. */
  manifests: string,
  options: KubectlOptions,
): Promise<void> {
  const args = ["apply", "--server-side", "--force-conflicts", "--filename", "-"];
  await waitFor({
    what: `the webhooks to take ${what}`,
    look: async () => {
      const result = await kubectl(args, options, manifests);
      if (result.exitCode === 0) return ready(undefined);
      if (isWebhookDown(result)) return notYet(result.stderr);
      throw explainKubectlFailure(`Applying ${what}`, result);
    },
    budget: budgets.webhooksReady,
    signal: options.signal,
    hint: `kubectl --kubeconfig ${options.kubeconfig} get pods --all-namespaces`,
  });
}

/** Several objects as one document for applyObjects(). */
export function listOf(items: readonly object[]): string {
  return JSON.stringify({ apiVersion: "v1", kind: "List", items });
}

/** Makes sure of namespaces. */
export async function ensureNamespaces(names: readonly string[], options: KubectlOptions): Promise<void> {
  const items = names.map((name) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } }));
  await applyObjects(`namespaces ${names.join(", ")}`, listOf(items), options);
}

/** Waits until every Deployment of a namespace is rolled out. @throws HarnessError `tool-failed` with kubectl's words */
export async function deploymentsReady(namespace: string, options: KubectlOptions): Promise<void> {
  await kubectlOk(
    `Waiting for the controllers in ${namespace}`,
    [
      ...["wait", "deployment", "--all", "--namespace", namespace, "--for=condition=Available"],
      timeoutArg(budgets.controllersReady),
    ],
    options,
  );
}
