import type { WorkloadCluster } from "../../cluster/index.ts";
import { isControlPlane, listMachines, type Machine } from "../../cluster/tkg/machines.ts";
import { inPlace } from "../../cluster/tkg/rollouts.ts";
import { budgets } from "../../core/budgets.ts";
import { HarnessError } from "../../core/errors.ts";
import { notYet, waitFor } from "../../core/wait-for.ts";
import { kubectlOk } from "../../tools/kubectl/kubectl.ts";

/**
 * Deletes the Machine of a cluster's first worker, as one deletes what is broken, and waits until another has taken its
 * place. Gives the name of the one that went.
 */
export async function replaceWorker({ cluster }: { readonly cluster: WorkloadCluster }): Promise<string> {
  const { kube, kubectl } = cluster.management;
  const workers = (await listMachines(kube, cluster)).filter((machine) => !isControlPlane(machine));
  const [first] = workers;
  if (first === undefined) {
    throw new HarnessError({
      code: "check",
      message: `Replacing a worker of cluster ${cluster.name}: it has none`,
    });
  }
  const { name } = first.metadata;
  await kubectlOk(
    `Deleting Machine ${name}`,
    ["delete", "machine", name, "--namespace", cluster.namespace, "--wait=false"],
    kubectl,
  );
  await waitFor({
    what: `another Machine in place of ${name}`,
    look: async () => replaced(await listMachines(kube, cluster), first, workers.length),
    budget: budgets.rollout,
    signal: kubectl.signal,
    hint: `kubectl get machines --namespace ${cluster.namespace}`,
  });
  return name;
}

/** The Machine that goes is listed until its node is drained and its container is gone. */
function replaced(machines: readonly Machine[], gone: Machine, wanted: number) {
  if (machines.some(({ metadata }) => metadata.uid === gone.metadata.uid)) {
    return notYet(`${gone.metadata.name} is still there`);
  }
  return inPlace(
    machines.filter((machine) => !isControlPlane(machine)),
    wanted,
  );
}
