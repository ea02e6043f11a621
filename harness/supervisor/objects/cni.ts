import { cniAddon } from "../../cluster/tkg/addon-app.ts";
import { type ClusterInput, madeFor } from "./cluster-input.ts";
import type { KubeObject } from "./kube-object.ts";
import type { ObservedCluster } from "./replicated.ts";

/**
 * The network of a cluster's Pods, as soon as its API server has an address: the same that clusters of standalone TKG get
 * (decision 28).
 */
export function cniObjects(
  { tkc, lab }: Pick<ClusterInput, "tkc" | "lab">,
  cluster: ObservedCluster,
): KubeObject[] {
  const { controlPlaneEndpoint: { host, port } = {}, clusterNetwork } = cluster.spec ?? {};
  const [podCidr] = clusterNetwork?.pods?.cidrBlocks ?? [];
  if (host === undefined || port === undefined || podCidr === undefined) return [];
  const { name, namespace } = tkc.metadata;
  return cniAddon({ cluster: name, namespace, endpoint: `${host}:${port}`, podCidr, files: lab.cni }).map(
    (object) => ({ ...object, metadata: madeFor(tkc, object.metadata.name) }),
  );
}
