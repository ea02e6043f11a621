import type { Kube } from "../../cluster/index.ts";
import type { ClusterRef, Machine } from "../../cluster/tkg/machines.ts";
import { messageOf } from "../../core/errors.ts";
import type { Progress } from "../../core/progress.ts";

/** Until it is disposed of, says of each Machine of a cluster what becomes of it. */
export function followMachines(
  kube: Pick<Kube, "follow">,
  { name, namespace }: ClusterRef,
  progress: Progress,
): AsyncDisposable {
  const phases = new Map<string, string>();
  const onMachine = (object: unknown) => {
    const { metadata, spec, status } = object as Machine; // as: what this path holds
    const phase = status?.phase ?? "Pending";
    if (spec.clusterName !== name || phases.get(metadata.uid) === phase) return;
    phases.set(metadata.uid, phase);
    progress.say(`machine ${metadata.name}: ${phase}`);
  };
  const over = new AbortController();
  const following = kube
    .follow(
      `/apis/cluster.x-k8s.io/v1beta1/namespaces/${namespace}/machines`,
      undefined,
      onMachine,
      over.signal,
    )
    // It is news only: whoever waits for the cluster finds out what is wrong.
    .catch((error: unknown) => {
      if (!over.signal.aborted) progress.say(`machines are not shown any more: ${messageOf(error)}`);
    });
  return {
    async [Symbol.asyncDispose]() {
      over.abort();
      await following;
    },
  };
}
