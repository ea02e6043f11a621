import type { Kube } from "../../cluster/index.ts";
import { namespaces } from "../../cluster/source-to-url/names.ts";
import { explainWorkload, type WorkloadExplanation } from "../../cluster/supply-chain/explain-workload.ts";
import type { Attempt } from "../../core/attempt.ts";
import { type Budget, budgets } from "../../core/budgets.ts";
import { unlessLate } from "../../core/in-time.ts";
import { notYet, type Sight, waitFor } from "../../core/wait-for.ts";
import { sightOf } from "./workload-outcome.ts";

export interface AwaitWorkloadInput {
  readonly cluster: { readonly kube: Pick<Kube, "core" | "custom"> };
  readonly name: string;
  readonly budget?: Budget;
  readonly signal?: AbortSignal;
}

const namespace = namespaces.workloads;

/**
 * Waits until a Workload stops at an object of that name, wherever it stands or has stopped before: the text is in the
 * words of that object. A success, with what was seen last, when it does not.
 */
export function workloadStops(input: AwaitWorkloadInput & { readonly at: RegExp }): Promise<Attempt> {
  const { name, at } = input;
  return outcome(input, {
    what: `Workload ${name} to stop at ${String(at)}`,
    sight: (explanation) => stopSight(commandOf(name), at, explanation),
    budget: budgets.workloadStops,
    succeeded: true,
  });
}

/** Waits until a Workload has become a running application, whatever it fails of before. A failure when it does not. */
export function workloadRecovers(input: AwaitWorkloadInput): Promise<Attempt> {
  const { name } = input;
  return outcome(input, {
    what: `Workload ${name} to become an application`,
    sight: (explanation) => recoverySight(commandOf(name), explanation),
    budget: budgets.workloadRecovers,
    succeeded: false,
  });
}

/** What somebody sees who waits for a Workload to stop there. */
export function stopSight(command: string, at: RegExp, explanation: WorkloadExplanation): Sight<Attempt> {
  const sight = sightOf(command, explanation);
  return explanation.outcome === "failed" && at.test(explanation.where) ? sight : notYet(textOf(sight));
}

/** What somebody sees who waits for a Workload to go on. */
export function recoverySight(command: string, explanation: WorkloadExplanation): Sight<Attempt> {
  const sight = sightOf(command, explanation);
  return explanation.outcome === "ready" ? sight : notYet(textOf(sight));
}

const textOf = (sight: Sight<Attempt>) => (sight.ready ? sight.value.text : sight.saw);

const commandOf = (name: string) => `kubectl get workload ${name}, and what it has made`;

async function outcome(
  { cluster, name, budget, signal }: AwaitWorkloadInput,
  wait: {
    readonly what: string;
    readonly sight: (explanation: WorkloadExplanation) => Sight<Attempt>;
    readonly budget: Budget;
    /** What it counts as when the time is up. */
    readonly succeeded: boolean;
  },
): Promise<Attempt> {
  const { what, sight, succeeded } = wait;
  return unlessLate(
    waitFor({
      what,
      look: async () => sight(await explainWorkload(cluster.kube, { namespace, name })),
      budget: budget ?? wait.budget,
      signal,
      hint: `kubectl describe workload ${name}`,
    }),
    (text) => ({ command: commandOf(name), succeeded, text }),
  );
}
