import { labNetworks } from "../../assets/index.ts";

/** The chain of the rules in every node, first in OUTPUT and in FORWARD. */
export const airGapChain = "TKGLAB-AIR-GAP";

/** The clusters' own networks; that of Docker's name server, which is inside the node. */
const ownNetworks = [
  ...Object.values(labNetworks).flatMap(({ service, pod }) => [service, pod]),
  "127.0.0.0/8",
];

/**
 * Rules that let nothing out of a node, or of a Pod on it, except to the cluster itself and to a registry over HTTPS:
 * the input of `iptables-restore --noflush`. What comes in is answered.
 */
export function airGapRules({
  nodes,
  registry,
}: {
  /** The addresses of all nodes. */
  readonly nodes: readonly string[];
  /** The registry's address. */
  readonly registry: string;
}): string {
  return rules([
    ...[...ownNetworks, ...nodes].map((address) => `-d ${address} -j RETURN`),
    `-d ${registry} -p tcp --dport 443 -j RETURN`,
  ]);
}

/** The same for IPv6, over which a cluster of the lab has nothing to say: the input of `ip6tables-restore --noflush`. */
export function airGapRulesForIpv6(): string {
  return rules([]);
}

/** How many TCP connections the rules have refused, by what `iptables --list --verbose --exact --numeric` says of the chain. */
export function refusedIn(listing: string): number {
  const refusal = listing.split("\n").find((line) => line.includes("tcp-reset"));
  return Number(refusal?.trim().split(/\s+/)[0] ?? 0);
}

function rules(exceptions: readonly string[]): string {
  return [
    "*filter",
    `:${airGapChain} - [0:0]`,
    // Ahead of those of kube-proxy and flannel, which let every Pod out.
    `-I OUTPUT 1 -j ${airGapChain}`,
    `-I FORWARD 1 -j ${airGapChain}`,
    ...[
      ...["-o lo -j RETURN", "-m conntrack --ctstate ESTABLISHED,RELATED -j RETURN"],
      ...exceptions,
      ...["-p tcp -j REJECT --reject-with tcp-reset", "-j REJECT"],
    ].map((rule) => `-A ${airGapChain} ${rule}`),
    "COMMIT",
    "",
  ].join("\n");
}
