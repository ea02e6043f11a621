import { versionOfTkr } from "../api/release-name.ts";
import type {
  NodePool,
  NodeTopology,
  TanzuKubernetesClusterSpec,
  TanzuKubernetesClusterStatus,
} from "../api/tanzu-kubernetes-cluster.ts";
import type {
  NodeTopologyV1alpha1,
  TanzuKubernetesClusterSpecV1alpha1,
  TanzuKubernetesClusterStatusV1alpha1,
} from "../api/tanzu-kubernetes-cluster-v1alpha1.ts";
import { addonsAsV1alpha1 } from "./addon-statuses.ts";
import type { Loose } from "./loose.ts";

/** What stands in v1alpha1 for a value that several pools have in different ways; the product uses the same. */
export const unavailable = "!unavailable-via-v1alpha1";

/** As much of a specification, without its settings, as v1alpha1 can say. */
export function specAsV1alpha1({
  topology,
  distribution,
}: Loose<TanzuKubernetesClusterSpec>): Loose<TanzuKubernetesClusterSpecV1alpha1> {
  const tkr = topology?.controlPlane?.tkr?.reference?.name;
  return {
    topology: topology && {
      controlPlane: topology.controlPlane && nodes(topology.controlPlane),
      workers: topology.nodePools && workers(topology.nodePools),
    },
    // v1alpha1 requires it.
    distribution: {
      fullVersion: tkr === undefined ? distribution?.fullVersion : versionOfTkr(tkr),
      version: distribution?.version,
    },
  };
}

/** As much of a status as v1alpha1 can say. */
export function statusAsV1alpha1({
  apiEndpoints,
  version,
  phase,
  addons,
}: Loose<TanzuKubernetesClusterStatus>): Loose<TanzuKubernetesClusterStatusV1alpha1> {
  return {
    clusterApiStatus: apiEndpoints && { apiEndpoints },
    version,
    phase,
    addons: addons && addonsAsV1alpha1(addons),
  };
}

function nodes({ replicas, vmClass, storageClass }: Loose<NodeTopology>): Loose<NodeTopologyV1alpha1> {
  return { count: replicas ?? 1, class: vmClass, storageClass };
}

function workers(pools: readonly Loose<NodePool>[]): Loose<NodeTopologyV1alpha1> {
  return {
    count: pools.reduce((sum, { replicas }) => sum + (replicas ?? 1), 0),
    class: inAll(pools.map(({ vmClass }) => vmClass)),
    storageClass: inAll(pools.map(({ storageClass }) => storageClass)),
  };
}

function inAll(values: readonly (string | undefined)[]): string | undefined {
  return new Set(values).size === 1 ? values[0] : unavailable;
}
