import type { AssetId } from "../assets/index.ts";
import { hostPrograms } from "./settings.ts";

/** What every scenario of vSphere with Tanzu uses: the Supervisor, the nodes of its clusters, an operator's machine. */
export const supervisorAssets = [
  ...(["kind", hostPrograms.kubectl, "docker-guard", "node-supervisor", "node-tkg-photon-1.34"] as const),
  ...(["haproxy", "toolbox", "cert-manager-manifests", "cluster-api-1.10-manifests"] as const),
  "kapp-controller-manifests",
] as const satisfies readonly AssetId[];
