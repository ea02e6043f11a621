import type { NodeTopology, TanzuKubernetesCluster } from "../api/tanzu-kubernetes-cluster.ts";
import { allFindings, type FieldProblem, type Findings } from "./field-problem.ts";
import { nameProblems } from "./name-lengths.ts";
import { releaseProblems } from "./release-change.ts";
import { findInProxy } from "./proxy-settings.ts";
import { findInTrust } from "./trusted-cas.ts";
import { networkProblems, rangeProblems } from "./unchanged-network.ts";

/** What is wrong with a TanzuKubernetesCluster, beyond what its schema says; with `before`, as a change of that. */
export function validateCluster(
  cluster: TanzuKubernetesCluster,
  before: TanzuKubernetesCluster | undefined,
  now: Date,
): Findings {
  const network = cluster.spec.settings?.network;
  return allFindings([
    { problems: [...nameProblems(cluster), ...nodeProblems(cluster), ...rangeProblems(network)] },
    { problems: findInProxy(network?.proxy, "spec.settings.network.proxy") },
    findInTrust(network?.trust, "spec.settings.network.trust", now),
    { problems: before === undefined ? [] : changeProblems(cluster, before) },
  ]);
}

function changeProblems(
  cluster: TanzuKubernetesCluster,
  before: TanzuKubernetesCluster,
): readonly FieldProblem[] {
  const { replicas: is = 1 } = cluster.spec.topology.controlPlane;
  const { replicas: was = 1 } = before.spec.topology.controlPlane;
  const message = `is ${is} and was ${was}; it should not be less: a control plane does not shrink`;
  return [
    ...networkProblems(before.spec.settings?.network, cluster.spec.settings?.network),
    ...releaseProblems(before.spec, cluster.spec),
    ...(is < was ? [{ field: "spec.topology.controlPlane.replicas", message }] : []),
  ];
}

function nodeProblems({ spec: { topology } }: TanzuKubernetesCluster): readonly FieldProblem[] {
  const { controlPlane, nodePools } = topology;
  const { replicas = 1 } = controlPlane;
  const field = "spec.topology.controlPlane.replicas";
  return [
    ...(replicas === 1 || replicas === 3 ? [] : [{ field, message: `is ${replicas}; it should be 1 or 3` }]),
    ...classProblems(controlPlane, "spec.topology.controlPlane"),
    ...nodePools.flatMap((pool, at) => classProblems(pool, `spec.topology.nodePools[${at}]`)),
  ];
}

/** Names of objects; one that v1alpha1 could not say is none. */
function classProblems(nodes: NodeTopology, field: string): readonly FieldProblem[] {
  return (["vmClass", "storageClass"] as const).flatMap((key) => {
    if (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(nodes[key])) return [];
    const message = `is ${JSON.stringify(nodes[key])}; it should be the name of a ${key === "vmClass" ? "VirtualMachineClass" : "StorageClass"}`;
    return [{ field: `${field}.${key}`, message }];
  });
}
