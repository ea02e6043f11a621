import { budgets } from "../../core/budgets.ts";
import { kubectlOk, type KubectlOptions, timeoutArg } from "../../tools/kubectl/kubectl.ts";
import { applyWhenWebhooksAnswer } from "../apply-when-webhooks-answer.ts";

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
  const flags = ["--server-side", "--force-conflicts"];
  await applyWhenWebhooksAnswer(what, manifests, options, { flags });
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
