import { labNetworks } from "../assets/index.ts";
import { HarnessError } from "../core/errors.ts";
import { execInContainer } from "../tools/docker/containers.ts";
import type { ClusterNode } from "./node.ts";

/** curl's exit code for "failed to connect". */
const couldNotConnect = 7;

/**
 * Proves that nothing addressed to the lab's own networks leaves a node: an address in each range that nobody has must
 * refuse at once, whatever the host's uplink would answer.
 * @throws HarnessError `internal` naming the address that something answered.
 */
export async function checkHermetic(node: ClusterNode, signal: AbortSignal): Promise<void> {
  const ranges = Object.values(labNetworks).flatMap(({ service, pod }) => [service, pod]);
  await Promise.all(
    ranges.map(async (range) => {
      const address = unusedAddress(range);
      const result = await execInContainer(
        node.name,
        ["curl", "--insecure", "--silent", "--show-error", "--max-time", "5", `https://${address}/`],
        { signal },
      );
      if (result.exitCode === couldNotConnect) return;
      throw new HarnessError({
        code: "internal",
        message: `Checking that ${node.name} keeps the lab's traffic: ${address} should refuse, curl ended with ${result.exitCode}: ${result.stderr || result.stdout}`,
        hint: `docker exec ${node.name} systemctl status tkglab-hermetic`,
      });
    }),
  );
}

/** An address high in a range of /16 or wider: Services and nodes are numbered from below. */
export function unusedAddress(range: string): string {
  const [a, b] = range.split(".");
  return `${a ?? ""}.${b ?? ""}.253.253`;
}
