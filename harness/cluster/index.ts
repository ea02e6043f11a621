export {
  createKindCluster,
  type CreateKindClusterInput,
  type KindCluster,
} from "./kind/create-kind-cluster.ts";
export { removeKindCluster } from "./kind/remove-kind-cluster.ts";
export type { Software } from "./kind/cluster-ready.ts";
export { DockerHost } from "./docker-host.ts";
export { ForwardProxy } from "./forward-proxy.ts";
export { checkHermetic } from "./hermetic.ts";
export { Jumpbox } from "./jumpbox.ts";
export { ensureLabNetwork, labNetwork } from "./lab-network.ts";
export { type ClusterNode, type NodeSystem, nodeSystems, nodeUser } from "./node.ts";
export { findStanding, markStanding, type Standing } from "./standing.ts";
export { findLeftovers, type Leftover, removeLeftovers, sweep, type SweepScope } from "./sweep.ts";
export { Tanzu, type ClusterVariables } from "./tkg/tanzu.ts";
export type { ManagementCluster } from "./tkg/management-cluster.ts";
export { nodesOf, type WorkloadCluster } from "./tkg/workload-cluster.ts";
export { Toolbox } from "./toolbox.ts";
export { apiStatus, connect, type Kube } from "./kube/kube.ts";
export { watchUntil } from "./kube/watch-until.ts";
/** The Kubernetes objects that those see who use a Kube: the client belongs to this folder alone. */
export type { CoreV1Event, V1Pod } from "@kubernetes/client-node";
