/** The operating systems that TKG nodes come with. */
export const nodeSystems = ["photon", "ubuntu"] as const;
export type NodeSystem = (typeof nodeSystems)[number];

/** The one user that may log in to a TKG node (seed 003). */
export const nodeUser = "vmware-system-user";

/** A node as an operator sees it. */
export interface ClusterNode {
  readonly name: string;
  /** Its internal IP address. */
  readonly address: string;
  readonly os: NodeSystem;
}
