import { budgets } from "../core/budgets.ts";
import { notYet, ready, waitFor } from "../core/wait-for.ts";
import { explainKubectlFailure, isWebhookDown } from "../tools/kubectl/errors.ts";
import { kubectl, type KubectlOptions } from "../tools/kubectl/kubectl.ts";

/**
 * Applies manifests as soon as the webhooks that look at them answer.
 * @throws HarnessError `timeout` with the last refusal of a webhook that is not up; whatever else the API server says, at
 *   once.
 */
export async function applyWhenWebhooksAnswer(
  what: string,
  /** YAML or JSON. */
  manifests: string,
  options: KubectlOptions,
  {
    doing = `Applying ${what}`,
    flags = [],
  }: {
    readonly doing?: string;
    /** More for `kubectl apply`. */
    readonly flags?: readonly string[];
  } = {},
): Promise<void> {
  await waitFor({
    what: `the webhooks to take ${what}`,
    look: async () => {
      const result = await kubectl(["apply", ...flags, "--filename", "-"], options, manifests);
      if (result.exitCode === 0) return ready(undefined);
      if (isWebhookDown(result)) return notYet(result.stderr);
      throw explainKubectlFailure(doing, result);
    },
    budget: budgets.webhooksReady,
    signal: options.signal,
    hint: `kubectl --kubeconfig ${options.kubeconfig} get pods --all-namespaces`,
  });
}
