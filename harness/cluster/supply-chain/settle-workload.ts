import type { Attempt } from "../../core/attempt.ts";
import { type Budget, budgets } from "../../core/budgets.ts";
import type { Clock } from "../../core/clock.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import type { Kube } from "../kube/kube.ts";
import { type ChainApi, chainApi } from "./chain-api.ts";
import type { WorkloadRef } from "./chain-objects.ts";
import { explainObjects, type WorkloadExplanation } from "./explain-workload.ts";
import { chainObjects, readInventory } from "./read-chain.ts";

export interface SettleInput {
  readonly ref: WorkloadRef;
  readonly budget?: Budget;
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock;
}

/** How a Workload ended up. */
export interface SettledWorkload extends Attempt {
  readonly explanation: WorkloadExplanation;
}

/** A look reads a whole namespace: once in a second is enough. */
const usually: Budget = { ...budgets.appDeployed, every: 1_000 };

/**
 * Waits until a Workload is ready or stuck; the text is the words of the object that knows why, with its name.
 * @throws HarnessError `timeout` with what it is at; `unreachable` or `tool-failed` when the API server does not answer.
 */
export function settleWorkload(
  input: SettleInput & { readonly kube: Pick<Kube, "core" | "custom"> },
): Promise<SettledWorkload> {
  return settleBy(chainApi(input.kube), input);
}

/** The same by whatever answers. */
export async function settleBy(api: ChainApi, input: SettleInput): Promise<SettledWorkload> {
  const { ref, budget = usually, signal, clock } = input;
  const command = `kubectl describe workload ${ref.name} --namespace ${ref.namespace}`;
  const explanation = await waitFor({
    what: `Workload ${ref.name} to be ready or stuck`,
    look: async () => {
      const seen = await explainObjects(api, chainObjects(await readInventory(api, ref.namespace), ref));
      return seen.outcome === "in progress" ? notYet(`${seen.where}: ${seen.message}`) : ready(seen);
    },
    ...{ budget, signal, hint: command },
    ...(clock === undefined ? {} : { clock }),
  });
  const { outcome, where, message } = explanation;
  return { command, succeeded: outcome === "ready", text: `${where}: ${message}`, explanation };
}
