import type { ClusterNode } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import type { Harbor } from "../../registry/index.ts";
import { execInContainer, execInContainerOk } from "../../tools/docker/containers.ts";
import { airGapChain, airGapRules, airGapRulesForIpv6, refusedIn } from "./air-gap-rules.ts";

interface Nodes {
  readonly cluster: { readonly nodes: readonly ClusterNode[] };
}

/**
 * Closes an air gap around a cluster: from now on its nodes and Pods reach each other and the registry, all else is
 * refused. The rules are in the nodes, which are containers: this host's own firewall stays as it is.
 */
export async function closeAirGap(
  input: Nodes & { readonly harbor: Pick<Harbor, "ipAddress"> },
): Promise<void> {
  const { nodes } = input.cluster;
  const addresses = nodes.map(({ address }) => address);
  const rules = airGapRules({ nodes: addresses, registry: input.harbor.ipAddress });
  await Promise.all(
    nodes.map(async ({ name }) => {
      await restore(name, "iptables-restore", rules);
      // The file is not there where the kernel knows no IPv6.
      const ipv6 = await execInContainer(name, ["test", "-e", "/proc/net/if_inet6"]);
      if (ipv6.exitCode === 0) await restore(name, "ip6tables-restore", airGapRulesForIpv6());
    }),
  );
}

/** Succeeds when the rules of every node have refused a connection since the gap was closed; they are the text. */
export async function checkAirGap({ cluster: { nodes } }: Nodes): Promise<Attempt> {
  const list = ["iptables", "--list", airGapChain, "--verbose", "--exact", "--numeric"];
  const listings = await Promise.all(
    nodes.map(({ name }) => execInContainerOk(`Reading the rules of ${name}`, name, list)),
  );
  return {
    command: nodes.map(({ name }) => `docker exec ${name} ${list.join(" ")}`).join("; "),
    succeeded: listings.every((listing) => refusedIn(listing) > 0),
    text: listings.join("\n"),
  };
}

async function restore(node: string, program: string, rules: string): Promise<void> {
  await execInContainerOk(`Closing the air gap around ${node}`, node, [program, "--noflush"], {
    input: rules,
  });
}
