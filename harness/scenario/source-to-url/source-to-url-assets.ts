import type { AssetId } from "../../assets/index.ts";
import { hostPrograms } from "../settings.ts";

/** The images of kpack that run in build Pods: each has to trust the registry by itself. */
export const kpackProcesses = {
  buildInit: "kpack-build-init",
  completion: "kpack-completion",
  rebase: "kpack-rebase",
} as const satisfies Record<string, AssetId>;

/** Buildpacks by their ids, in the order in which a builder asks them (seed 002). */
export const buildpackImages = {
  "tkglab/ruby": "buildpack-ruby",
  "tkglab/nodejs": "buildpack-nodejs",
  "tkglab/go": "buildpack-go",
  "tkglab/java": "buildpack-java",
} as const satisfies Record<string, AssetId>;

/** What applications are built with, unless a platform is told of another builder. */
export const ourBuilder: readonly AssetId[] = [
  ...(["stack-build", "stack-run"] as const),
  ...Object.values(buildpackImages),
];

/** What every scenario of Source-to-URL uses: the cluster, its components, the registry and what comes into it. */
export const sourceToUrl: readonly AssetId[] = [
  ...(["kind", hostPrograms.kubectl, "node-source-to-url", "harbor", "toolbox", "hello-app"] as const),
  ...(["cert-manager-manifests", "kpack-manifests", "source-controller-manifests"] as const),
  "bundle-cartographer",
  ...Object.values(kpackProcesses),
  "lifecycle-image",
  ...ourBuilder,
];
