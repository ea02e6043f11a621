import type { apiVersions } from "./names.ts";
import type { ObjectMeta } from "./object-meta.ts";
import type { CniName, ProxySettings, TrustSettings } from "./settings.ts";

/**
 * What every TanzuKubernetesCluster of a Supervisor gets when it is created or next updated, unless it says otherwise
 * itself (seed 004).
 */
export interface TkgServiceConfiguration {
  readonly apiVersion: typeof apiVersions.v1alpha1;
  readonly kind: "TkgServiceConfiguration";
  readonly metadata: ObjectMeta;
  readonly spec?: TkgServiceConfigurationSpec;
}

export interface TkgServiceConfigurationSpec {
  readonly defaultCNI?: CniName;
  readonly proxy?: ProxySettings;
  readonly trust?: TrustSettings;
  /** A Go duration: `5m0s`. */
  readonly defaultNodeDrainTimeout?: string;
}
