import { namespaces } from "../cluster/source-to-url/names.ts";
import type { Attempt } from "../core/attempt.ts";
import { HarnessError } from "../core/errors.ts";
import { attemptOf } from "../tools/attempt-of.ts";
import { kubectl, type KubectlOptions } from "../tools/kubectl/kubectl.ts";

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

/** What a Workload says of itself, a line for each condition. It has succeeded when the Workload says that it is ready. */
export async function workloadConditions(input: {
  readonly cluster: { readonly kubectl: KubectlOptions };
  readonly name: string;
}): Promise<Attempt> {
  const { cluster, name } = input;
  const args = ["get", "workload", name, "--namespace", namespaces.workloads];
  const conditions = [...args, "--output", "jsonpath={.status.conditions}"];
  const attempt = attemptOf(`kubectl ${args.join(" ")}`, await kubectl(conditions, cluster.kubectl));
  return attempt.succeeded ? { ...attempt, ...readConditions(attempt.text, name) } : attempt;
}

function readConditions(text: string, name: string): Pick<Attempt, "succeeded" | "text"> {
  if (text === "") {
    const message = `Reading the conditions of Workload ${name}: Cartographer has not looked at it yet`;
    throw new HarnessError({ code: "tool-failed", message });
  }
  // as: the CRD says so.
  const conditions = JSON.parse(text) as readonly Condition[];
  const lineOf = ({ type, status, reason = "", message = "" }: Condition) =>
    [`${type}=${status}`, reason, message].filter((part) => part !== "").join(": ");
  return {
    succeeded: conditions.some(({ type, status }) => type === "Ready" && status === "True"),
    text: conditions.map(lineOf).join("\n"),
  };
}
