import { namespaces } from "../../cluster/source-to-url/names.ts";
import type { Attempt } from "../../core/attempt.ts";
import { type Budget, budgets } from "../../core/budgets.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import { kubectl, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";

export interface WorkloadConditionsInput {
  readonly cluster: { readonly kubectl: KubectlOptions };
  readonly name: string;
  /** What is waited for: Cartographer hears of things later than who watches the objects themselves. */
  readonly expected: RegExp;
  /** podRunning unless told. */
  readonly budget?: Budget;
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

/**
 * What a Workload says of itself, a line for each condition, once that is what is expected. It has succeeded when the
 * Workload says that it is ready.
 * @throws HarnessError `timeout` with what it says instead
 */
export async function workloadConditions(input: WorkloadConditionsInput): Promise<Attempt> {
  const { cluster, name, expected, budget = budgets.podRunning } = input;
  const get = ["get", "workload", name, "--namespace", namespaces.workloads];
  const args = [...get, "--output", "jsonpath={.status.conditions}"];
  return waitFor<Attempt>({
    what: `Workload ${name} to say ${String(expected)}`,
    look: async () => {
      const attempt = attemptOf(`kubectl ${get.join(" ")}`, await kubectl(args, cluster.kubectl));
      if (!attempt.succeeded) return ready(attempt);
      if (attempt.text === "") return notYet("Cartographer has not looked at it");
      // as: the CRD says so.
      const conditions = JSON.parse(attempt.text) as readonly Condition[];
      const text = conditions.map(lineOf).join("\n");
      if (!expected.test(text)) return notYet(text);
      return ready({ ...attempt, succeeded: isReady(conditions), text });
    },
    budget,
    signal: cluster.kubectl.signal,
  });
}

function lineOf({ type, status, reason = "", message = "" }: Condition): string {
  return [`${type}=${status}`, reason, message].filter((part) => part !== "").join(": ");
}

function isReady(conditions: readonly Condition[]): boolean {
  return conditions.some(({ type, status }) => type === "Ready" && status === "True");
}
