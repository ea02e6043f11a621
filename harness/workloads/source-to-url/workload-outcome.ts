import type { Kube } from "../../cluster/index.ts";
import { namespaces } from "../../cluster/source-to-url/names.ts";
import { explainWorkload, type WorkloadExplanation } from "../../cluster/supply-chain/explain-workload.ts";
import type { Attempt } from "../../core/attempt.ts";
import { type Budget, budgets } from "../../core/budgets.ts";
import { notYet, ready, type Sight, waitFor } from "../../core/wait-for.ts";

export interface WorkloadOutcomeInput {
  readonly cluster: { readonly kube: Pick<Kube, "core" | "custom"> };
  readonly name: string;
  /** appDeployed unless told. */
  readonly budget?: Budget;
  readonly signal?: AbortSignal;
}

/**
 * Waits until a Workload has become a running application, or does not go on: then the text is that of the object which
 * knows why, and what is likely to help.
 * @throws HarnessError `timeout` with what was being done last
 */
export async function workloadOutcome(input: WorkloadOutcomeInput): Promise<Attempt> {
  const { cluster, name, budget = budgets.appDeployed, signal } = input;
  const command = `kubectl get workload ${name}, and what it has made`;
  return waitFor<Attempt>({
    what: `Workload ${name} to become an application, or to fail`,
    look: async () => sightOf(command, await explainWorkload(cluster.kube, { namespace, name })),
    budget,
    signal,
    hint: `kubectl describe workload ${name}`,
  });
}

const namespace = namespaces.workloads;

/** What an explanation means to somebody who waits. */
export function sightOf(command: string, explanation: WorkloadExplanation): Sight<Attempt> {
  const { where, message } = explanation;
  switch (explanation.outcome) {
    case "ready":
      return ready({ command, succeeded: true, text: `${where}: ${message}` });
    case "in progress":
      return notYet(`${where}: ${message}`);
    case "failed": {
      const { likelyCause, hint } = explanation;
      const text = `${where}: ${message}\nlikely: ${likelyCause}\nwhat to do: ${hint}`;
      return ready({ command, succeeded: false, text });
    }
  }
}
