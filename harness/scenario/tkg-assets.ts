import type { AssetId } from "../assets/index.ts";

/** What every scenario of standalone TKG uses: the management cluster, the nodes and the operator's tools. */
export const standaloneTkg = [
  "kind",
  "kubernetes-1.29",
  "ytt",
  "docker-guard",
  "node-tkg-management",
  "node-tkg-photon",
  "node-tkg-ubuntu",
  "haproxy",
  "cert-manager-manifests",
  "cluster-api-1.3-manifests",
  "kapp-controller-manifests",
  "kapp-controller-templates",
] as const satisfies readonly AssetId[];
