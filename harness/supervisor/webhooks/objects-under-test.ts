import type { TrustedCa } from "../api/settings.ts";
import type { TanzuKubernetesCluster, TanzuKubernetesClusterSpec } from "../api/tanzu-kubernetes-cluster.ts";
import type { TkgServiceConfiguration } from "../api/tkg-service-configuration.ts";

/** For tests: the cluster of seed 003, of which nothing is wrong. */
export function clusterOf(
  spec: Partial<TanzuKubernetesClusterSpec> = {},
  name = "tkc-cluster-1",
): TanzuKubernetesCluster {
  const nodes = { vmClass: "best-effort-small", storageClass: "standard" };
  const topology = {
    controlPlane: { replicas: 3, ...nodes },
    nodePools: [{ name: "workers", replicas: 1, ...nodes }],
  };
  return {
    apiVersion: "run.tanzu.vmware.com/v1alpha2",
    kind: "TanzuKubernetesCluster",
    metadata: { name, namespace: "ns1" },
    spec: { topology, ...spec },
  };
}

/** For tests: a configuration with these CAs. */
export function configurationOf(...cas: readonly TrustedCa[]): TkgServiceConfiguration {
  return {
    apiVersion: "run.tanzu.vmware.com/v1alpha1",
    kind: "TkgServiceConfiguration",
    metadata: { name: "tkg-service-configuration" },
    spec: { defaultCNI: "antrea", trust: { additionalTrustedCAs: cas } },
  };
}

export function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
