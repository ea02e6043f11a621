/** The Kubernetes of plain kind clusters, of the Supervisor and of clusters on Cluster API 1.10. */
export const kubernetes = "v1.34.4";

/** The Kubernetes of standalone TKG 1.x: Cluster API 1.3 can roll nothing newer than 1.30. */
export const kubernetesOfTkg = "v1.29.15";
