import type { NodeTopology, TanzuKubernetesClusterSpec } from "./tanzu-kubernetes-cluster.ts";

/** The name of the TanzuKubernetesRelease of a version: a name cannot have the `+` that a version has. */
export function tkrNameOf(fullVersion: string): string {
  return fullVersion.replaceAll("+", "---");
}

/** The version that a TanzuKubernetesRelease is named after. */
export function versionOfTkr(name: string): string {
  return name.replaceAll("---", "+");
}

/**
 * The release that nodes are to have, as a version: what their own topology names, else the cluster's `distribution`;
 * undefined when neither does.
 */
export function releaseOf(spec: TanzuKubernetesClusterSpec, nodes: NodeTopology): string | undefined {
  const name = nodes.tkr?.reference?.name;
  return name === undefined
    ? (spec.distribution?.fullVersion ?? spec.distribution?.version)
    : versionOfTkr(name);
}
