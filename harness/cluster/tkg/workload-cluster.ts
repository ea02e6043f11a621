import { connect, type Kube } from "../kube/kube.ts";
import type { KubectlOptions } from "../../tools/kubectl/kubectl.ts";
import type { ClusterNode, NodeSystem } from "../node.ts";
import { type ClusterRef, listMachines } from "./machines.ts";
import type { ManagementCluster } from "./management-cluster.ts";
import { writeWorkloadKubeconfig } from "./workload-kubeconfig.ts";

/** A cluster that Cluster API keeps, seen from both sides. */
export interface WorkloadCluster extends ClusterRef {
  readonly os: NodeSystem;
  /** The admin's kubeconfig, mode 0600. */
  readonly kubeconfig: string;
  readonly kube: Kube;
  readonly kubectl: KubectlOptions;
  readonly management: Pick<ManagementCluster, "kube" | "kubectl">;
}

export interface ConnectWorkloadInput extends ClusterRef {
  readonly os: NodeSystem;
  readonly management: Pick<ManagementCluster, "kube" | "kubectl">;
  /** The file that gets the kubeconfig. */
  readonly kubeconfig: string;
}

/** Connects to a workload cluster whose control plane is up. */
export async function connectWorkload(input: ConnectWorkloadInput): Promise<WorkloadCluster> {
  const { management, kubeconfig } = input;
  await writeWorkloadKubeconfig(management.kube, input, kubeconfig);
  return { ...input, kube: await connect(kubeconfig), kubectl: { ...management.kubectl, kubeconfig } };
}

/** The nodes of a cluster as they are now, control planes first; Machines without a node are left out. */
export async function nodesOf(cluster: WorkloadCluster): Promise<readonly ClusterNode[]> {
  const machines = await listMachines(cluster.management.kube, cluster);
  return machines.flatMap(({ status }) => {
    const name = status?.nodeRef?.name;
    const address = status?.addresses?.find(({ type }) => type === "InternalIP")?.address;
    return name === undefined || address === undefined ? [] : [{ name, address, os: cluster.os }];
  });
}
