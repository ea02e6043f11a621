import type { KubectlOptions } from "../../tools/kubectl/kubectl.ts";
import { kindClusterLabel } from "../../cluster/kind/remove-kind-cluster.ts";
import type { ClusterRef } from "../../cluster/tkg/machines.ts";
import type { Attempt } from "../../core/attempt.ts";
import { budgets } from "../../core/budgets.ts";
import { attemptInTime } from "../../core/in-time.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import { containersWithLabel } from "../../tools/docker/containers.ts";
import { clusterObjects } from "../source-to-url/cluster-objects.ts";

/**
 * Waits until nothing is left of a cluster that was deleted: no object of any kind that has its name or begins with it, and
 * no container. What the garbage collector removes goes a moment after the TanzuKubernetesCluster.
 */
export function checkClusterGone(input: {
  readonly supervisor: { readonly kubectl: KubectlOptions };
  readonly cluster: ClusterRef;
}): Promise<Attempt> {
  const { supervisor, cluster } = input;
  const { name } = cluster;
  const { signal } = supervisor.kubectl;
  const gone = waitFor({
    what: `nothing to be left of ${name}`,
    look: async () => {
      const [objects, containers] = await Promise.all([
        objectsOf(supervisor, cluster),
        containersWithLabel(`${kindClusterLabel}=${name}`, { signal }),
      ]);
      const left = [...objects, ...containers.map((id) => `container ${id}`)];
      return left.length === 0 ? ready("no object and no container of its name") : notYet(left.join(", "));
    },
    budget: budgets.ownedGone,
    signal,
  });
  return attemptInTime(
    `kubectl get $(kubectl api-resources --verbs=list -o name | paste -sd,) -A | grep ${name}`,
    gone,
  );
}

async function objectsOf(
  cluster: { readonly kubectl: KubectlOptions },
  { name, namespace }: ClusterRef,
): Promise<readonly string[]> {
  const all = await clusterObjects({ cluster });
  const place = `${namespace}/${name}`;
  return all.filter((object) => {
    const which = object.slice(object.indexOf(" ") + 1);
    return which === place || which.startsWith(`${place}-`);
  });
}
