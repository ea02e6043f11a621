import { tkrNameOf } from "../api/release-name.ts";
import type {
  NodeTopology,
  TanzuKubernetesClusterSpec,
  TanzuKubernetesClusterStatus,
} from "../api/tanzu-kubernetes-cluster.ts";
import type {
  NodeTopologyV1alpha1,
  TanzuKubernetesClusterSpecV1alpha1,
  TanzuKubernetesClusterStatusV1alpha1,
} from "../api/tanzu-kubernetes-cluster-v1alpha1.ts";
import { addonsAsV1alpha2 } from "./addon-statuses.ts";
import type { Loose } from "./loose.ts";

/** The name of the pool that the workers of v1alpha1 become. */
export const workersPool = "workers";

/** A specification, without its settings, in v1alpha2. */
export function specAsV1alpha2({
  topology,
  distribution,
}: Loose<TanzuKubernetesClusterSpecV1alpha1>): Loose<TanzuKubernetesClusterSpec> {
  const { fullVersion, version } = distribution ?? {};
  const { controlPlane, workers } = topology ?? {};
  return {
    topology: topology && {
      controlPlane: controlPlane && nodes(controlPlane, fullVersion),
      nodePools: workers && [{ name: workersPool, ...nodes(workers, fullVersion) }],
    },
    distribution: version === undefined ? undefined : { version },
  };
}

/** As much of a status as v1alpha2 can say. */
export function statusAsV1alpha2({
  clusterApiStatus,
  version,
  phase,
  addons,
}: Loose<TanzuKubernetesClusterStatusV1alpha1>): Loose<TanzuKubernetesClusterStatus> {
  return {
    apiEndpoints: clusterApiStatus?.apiEndpoints,
    version,
    phase,
    addons: addons && addonsAsV1alpha2(addons),
  };
}

function nodes(
  { count, class: vmClass, storageClass }: Loose<NodeTopologyV1alpha1>,
  fullVersion: string | undefined,
): Loose<NodeTopology> {
  return {
    replicas: count,
    vmClass,
    storageClass,
    tkr: fullVersion === undefined ? undefined : { reference: { name: tkrNameOf(fullVersion) } },
  };
}
