import { HarnessError } from "../../core/errors.ts";
import { dockerOk } from "../../tools/docker/docker.ts";
import { loadBalancerOf } from "./workload-kubeconfig.ts";

/**
 * Proves that a cluster's API server is published on loopback only, whatever Cluster API's Docker provider asks for.
 * @throws HarnessError `internal` naming the address that it is published on.
 */
export async function checkLoadBalancer(cluster: string, signal: AbortSignal): Promise<void> {
  const container = loadBalancerOf(cluster);
  const ports = await dockerOk(`Checking where ${container} is published`, ["port", container], { signal });
  const open = publishedBeyondLoopback(ports);
  if (open.length === 0) return;
  throw new HarnessError({
    code: "internal",
    message: `Checking where ${container} is published: ${open.join(", ")} can be reached from outside this host`,
    hint: `docker port ${container}`,
  });
}

/** The lines of `docker port` that name an address other than loopback. */
export function publishedBeyondLoopback(ports: string): string[] {
  return ports
    .split("\n")
    .filter((line) => line !== "" && !/-> (127\.\d+\.\d+\.\d+|\[::1\]):\d+$/.test(line));
}
