import type { AssetId } from "../assets/index.ts";
import { hostPrograms } from "./settings.ts";

/** The lines of kapp-controller, which differ in what they do when their configuration changes (seed 000). */
export const kappControllerLines = ["0.41", "0.35", "0.32"] as const;
export type KappControllerLine = (typeof kappControllerLines)[number];

/** The rendered manifests of each. */
export const kappControllerManifests = {
  "0.41": "kapp-controller-manifests",
  "0.35": "kapp-controller-0.35-manifests",
  "0.32": "kapp-controller-0.32-manifests",
} as const satisfies Record<KappControllerLine, AssetId>;

/** A node in which both 0.41 and 0.32 lie. */
const packageNode = "node-tkg-photon-packages" satisfies AssetId;

/** The node in which each lies. */
export const packageNodes = {
  "0.41": packageNode,
  "0.35": "node-tkg-photon-packages-0.35",
  "0.32": packageNode,
} as const satisfies Record<KappControllerLine, AssetId>;

/** What every scenario uses that installs packages on a cluster of its own. */
export const packageCluster: readonly AssetId[] = [
  ...(["kind", hostPrograms.kubectl, packageNode, "kapp-controller-manifests"] as const),
  ...(["harbor", "toolbox", "hello-app", "bundle-hello"] as const),
];
