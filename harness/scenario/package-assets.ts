import type { AssetId } from "../assets/index.ts";
import { hostPrograms } from "./settings.ts";

/** The lines of kapp-controller that behave differently when its configuration changes (seed 000). */
export type KappControllerLine = "0.41" | "0.32";

/** The rendered manifests of each. */
export const kappControllerManifests = {
  "0.41": "kapp-controller-manifests",
  "0.32": "kapp-controller-0.32-manifests",
} as const satisfies Record<KappControllerLine, AssetId>;

/** A node in which every line of kapp-controller lies. */
export const packageNode = "node-tkg-photon-packages" satisfies AssetId;

/** What every scenario uses that installs packages on a cluster of its own. */
export const packageCluster: readonly AssetId[] = [
  ...(["kind", hostPrograms.kubectl, packageNode, "kapp-controller-manifests"] as const),
  ...(["harbor", "toolbox", "hello-app", "bundle-hello"] as const),
];
