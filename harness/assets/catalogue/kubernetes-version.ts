/** The Kubernetes of plain kind clusters and of the Supervisor. */
export const kubernetes = "v1.34.4";
