/**
 * The address ranges that belong to the lab. Nodes reject what is addressed to them and would leave the node
 * (fixtures/images/node): kind's own ranges, and those that TKG gives to workload clusters (seed 000).
 */
export const labNetworks = {
  kind: { service: "10.96.0.0/12", pod: "10.244.0.0/16" },
  tkg: { service: "100.64.0.0/13", pod: "100.96.0.0/11" },
} as const;

/** The content of /etc/tkglab/networks on a node. */
export function labNetworksFile(): string {
  const networks = Object.values(labNetworks);
  const line = (kind: "service" | "pod") => `${kind} ${networks.map((network) => network[kind]).join(" ")}\n`;
  return line("service") + line("pod");
}
