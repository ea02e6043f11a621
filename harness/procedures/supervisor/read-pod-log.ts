import type { Attempt } from "../../core/attempt.ts";
import { attemptOf } from "../../tools/attempt-of.ts";
import type { SupervisorShell } from "./supervisor-shell.ts";

/** Reads the log of a Pod, for which the API server asks the kubelet: it shows the kubelet apiserver-kubelet-client. */
export async function readPodLog(shell: SupervisorShell): Promise<Attempt> {
  const line =
    "kubectl --kubeconfig $CLUSTER_NAME-kubeconfig -n kube-system logs -l component=etcd -c etcd --tail 1";
  return attemptOf(line, await shell.try(line));
}
