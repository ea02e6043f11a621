import { addonApp } from "../../cluster/tkg/addon-app.ts";
import { type ClusterSummary, listClusters } from "../../cluster/tkg/list-clusters.ts";
import type { ClusterRef } from "../../cluster/tkg/machines.ts";
import { budgets } from "../../core/budgets.ts";
import { HarnessError, messageOf } from "../../core/errors.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";
import { commandWords } from "./command-words.ts";

/**
 * Why a cluster was not created, with what stands of it now: it is the operator's, who decides whether it goes. The
 * Tanzu CLI leaves it too.
 */
export async function explainUnfinished(
  cluster: ClusterRef,
  kubectl: KubectlOptions,
  error: unknown,
): Promise<unknown> {
  const isStopped = kubectl.signal?.aborted === true;
  // The signal that has stopped everything else must not stop this look.
  const options = { ...kubectl, signal: AbortSignal.timeout(budgets.stepUnwind.limit) };
  const state = await stateOf(cluster, options).catch(() => undefined);
  // What cannot be looked at now is no reason to hide what went wrong.
  if (state === undefined || (state.summary === undefined && !isStopped)) return error;
  const why = isStopped ? messageOf(kubectl.signal.reason) : messageOf(error);
  const code = isStopped ? "interrupted" : error instanceof HarnessError ? error.code : "tool-failed";
  return new HarnessError({ code, cause: error, ...whatStands(cluster, why, state) });
}

interface State {
  readonly summary: ClusterSummary | undefined;
  readonly hasAddons: boolean;
}

async function stateOf({ name, namespace }: ClusterRef, options: KubectlOptions): Promise<State> {
  const [clusters, app] = await Promise.all([
    listClusters(options),
    kubectlOk(
      `Looking for the addons of ${name}`,
      [
        "get",
        `app/${addonApp(name, "cni")}`,
        "--namespace",
        namespace,
        "--ignore-not-found",
        "--output",
        "name",
      ],
      options,
    ),
  ]);
  const found = clusters.find(({ summary }) => summary.name === name && summary.namespace === namespace);
  return { summary: found?.summary, hasAddons: app !== "" };
}

/** Message and hint for a cluster of which this much stands. */
export function whatStands(
  cluster: ClusterRef,
  why: string,
  { summary, hasAddons }: State,
): { readonly message: string; readonly hint: string } {
  const doing = `Creating the cluster ${cluster.name}: ${why}`;
  if (summary === undefined) {
    return { message: `${doing}; nothing of it stands`, hint: "tkglab tanzu cluster list" };
  }
  const { status, controlplane, workers } = summary;
  const next = hasAddons
    ? "the management cluster goes on with it"
    : "it has no addons yet and gets none: delete it and create it again";
  const words = commandWords(cluster);
  return {
    message: `${doing}; it stands and is ${status}, control plane ${controlplane}, workers ${workers}; ${next}`,
    hint: `${hasAddons ? `tkglab tanzu cluster get ${words} shows it; ` : ""}tkglab tanzu cluster delete ${words} removes it`,
  };
}
