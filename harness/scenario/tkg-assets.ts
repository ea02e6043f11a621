import type { ClusterApiLine } from "../assets/catalogue/cluster-api.ts";
import { kubernetes, kubernetesOfTkg } from "../assets/catalogue/kubernetes-version.ts";
import type { AssetId } from "../assets/index.ts";
import type { NodeSystem } from "../cluster/index.ts";
import { hostPrograms } from "./settings.ts";

/** What a management cluster and its workload clusters are made of. */
interface TkgLine {
  /** What workload clusters run, as KUBERNETES_VERSION says it. */
  readonly kubernetesVersion: string;
  readonly management: AssetId;
  /** Nodes of workload clusters. */
  readonly nodes: Readonly<Partial<Record<NodeSystem, AssetId>>>;
  readonly manifests: AssetId;
}

/** What differs by the line of Cluster API. */
export const tkgLines = {
  "1.3": {
    kubernetesVersion: kubernetesOfTkg,
    management: "node-tkg-management",
    nodes: { photon: "node-tkg-photon", ubuntu: "node-tkg-ubuntu" },
    manifests: "cluster-api-1.3-manifests",
  },
  "1.10": {
    kubernetesVersion: kubernetes,
    management: "node-tkg-management-1.10",
    nodes: { photon: "node-tkg-photon-1.34" },
    manifests: "cluster-api-1.10-manifests",
  },
} as const satisfies Record<ClusterApiLine, TkgLine>;

/** What every scenario of standalone TKG uses on a line: the management cluster, the nodes and the operator's tools. */
export function tkgOn(line: ClusterApiLine): readonly AssetId[] {
  const { management, nodes, manifests } = tkgLines[line];
  return [
    ...(["kind", hostPrograms.kubectl, "ytt", "docker-guard"] as const),
    management,
    ...Object.values(nodes),
    ...(["haproxy", "cert-manager-manifests"] as const),
    manifests,
    ...(["kapp-controller-manifests", "kapp-controller-templates"] as const),
  ];
}

/** The line that rolls as TKG 1.x did. */
export const standaloneTkg = tkgOn("1.3");
