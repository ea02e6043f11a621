import type { Attempt } from "../../core/attempt.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import type { SupervisorShell } from "./supervisor-shell.ts";

/** What seed 001 types to have a cluster's kubeconfig and the key of its nodes, and to see that they are right. */
const lines = [
  "kubectl get secrets -n $CLUSTER_NAMESPACE $CLUSTER_NAME-kubeconfig -o jsonpath='{.data.value}' | base64 -d > $CLUSTER_NAME-kubeconfig",
  "kubectl get secrets -n $CLUSTER_NAMESPACE $CLUSTER_NAME-ssh -o jsonpath='{.data.ssh-privatekey}' | base64 -d > $CLUSTER_NAME-ssh-privatekey",
  "chmod 600 $CLUSTER_NAME-ssh-privatekey",
  "export KUBECONFIG=$CLUSTER_NAME-kubeconfig",
  "kubectl get nodes -o wide",
];

/** Takes both from the cluster's secrets; succeeds when the kubeconfig opens the cluster, and shows its nodes. */
export async function takeAccess(shell: SupervisorShell): Promise<Attempt> {
  const command = lines.join("\n");
  return attemptOf(command, await shell.try(lines.join(" && ")));
}

/**
 * What `kubectl get` prints for a line of the seed; succeeds when the seed's columns are there, in their order. Newer
 * versions may have others between them.
 */
export async function listColumns(
  shell: SupervisorShell,
  { line, columns }: { readonly line: string; readonly columns: readonly string[] },
): Promise<Attempt> {
  const { succeeded, text } = attemptOf(line, await shell.try(line));
  // Two blanks or more part columns; a column's name may hold one.
  const there = text.split("\n")[0]?.trim().split(/ {2,}/) ?? [];
  const inOrder = there.filter((name) => columns.includes(name));
  const isAsInSeed = inOrder.join() === columns.join();
  const flaw = `\ncolumns: expected ${columns.join(", ")}; actual ${there.join(", ")}`;
  return {
    command: line,
    succeeded: succeeded && isAsInSeed,
    text: succeeded && !isAsInSeed ? `${text}${flaw}` : text,
  };
}
