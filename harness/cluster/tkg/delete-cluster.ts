import { budgets } from "../../core/budgets.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import { kubectlOk } from "../../tools/kubectl/kubectl.ts";
import { addonApp } from "./addon-app.ts";
import { type ClusterRef, describeMachines, listMachines } from "./machines.ts";
import type { ManagementCluster } from "./management-cluster.ts";

export interface DeleteClusterInput extends ClusterRef {
  readonly management: Pick<ManagementCluster, "kube" | "kubectl">;
  readonly signal: AbortSignal;
}

/**
 * Deletes a cluster with its Machines, addons and secrets, as `tanzu cluster delete` does; one that is gone already is
 * fine.
 * @throws HarnessError `timeout` naming the Machines that are still there.
 */
export async function deleteCluster(input: DeleteClusterInput): Promise<void> {
  const { name, namespace, management, signal } = input;
  const options = { ...management.kubectl, signal };
  const remove = (resources: readonly string[]) =>
    kubectlOk(
      `Deleting the cluster ${name}`,
      ["delete", ...resources, ...["--namespace", namespace, "--ignore-not-found", "--wait=false"]],
      options,
    );
  // The Apps first: they would go on trying to reach a cluster that is going.
  await remove([`app/${addonApp(name, "kapp-controller")}`, `app/${addonApp(name, "cni")}`]);
  await remove([`cluster/${name}`]);
  await waitFor({
    what: `the cluster ${name} to be gone`,
    look: async () => {
      const found = await kubectlOk(
        `Deleting the cluster ${name}`,
        ["get", "cluster", name, "--namespace", namespace, "--ignore-not-found", "--output", "name"],
        options,
      );
      if (found === "") return ready(undefined);
      return notYet(describeMachines(await listMachines(management.kube, input)));
    },
    budget: budgets.clusterDelete,
    signal,
    hint: `kubectl get machines --namespace ${namespace}`,
  });
  await remove([
    `secret/${name}-kapp-controller-addon`,
    `configmap/${name}-cni-addon`,
    `configmap/${name}-lb`,
  ]);
}
