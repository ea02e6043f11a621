/** The API group of TanzuKubernetesClusters and of their configuration. */
export const group = "run.tanzu.vmware.com";

export const apiVersions = {
  v1alpha1: `${group}/v1alpha1`,
  /** The one that is stored. */
  v1alpha2: `${group}/v1alpha2`,
} as const;

export const plurals = {
  clusters: "tanzukubernetesclusters",
  configurations: "tkgserviceconfigurations",
} as const;

/** There is one configuration in a Supervisor, and it has this name. */
export const configurationName = "tkg-service-configuration";

/** Where the Supervisor's own programs run. */
export const systemNamespace = "vmware-system-tkg";
