/** A condition as Cluster API writes it (v1beta1). */
export interface Condition {
  readonly type: string;
  readonly status: "True" | "False" | "Unknown";
  readonly lastTransitionTime: string;
  /** How bad it is that the status is False. */
  readonly severity?: "Error" | "Warning" | "Info";
  readonly reason?: string;
  readonly message?: string;
}

/** What a TanzuKubernetesCluster's conditions are called. */
export const conditionTypes = {
  /** All the others together. */
  ready: "Ready",
  controlPlaneReady: "ControlPlaneReady",
  nodePoolsReady: "NodePoolsReady",
  addonsReady: "AddonsReady",
  nodesHealthy: "NodesHealthy",
  releaseCompatible: "TanzuKubernetesReleaseCompatible",
  updatesAvailable: "UpdatesAvailable",
} as const;

/** Why they are not True. */
export const conditionReasons = {
  waitingForInfrastructure: "WaitingForClusterInfrastructure",
  waitingForControlPlaneInitialized: "WaitingForControlPlaneInitialized",
  waitingForControlPlane: "WaitingForControlPlane",
  waitingForAddons: "WaitingForAddons",
  nodePoolsUpdating: "NodePoolsUpdating",
  nodePoolsFailed: "NodePoolsFailed",
  addonsFailed: "AddonsReconciliationFailed",
  waitingForConditions: "WaitingForConditions",
  /** Something in it, or in its configuration, is wrong. */
  refused: "Refused",
} as const;
