import { labelPairs } from "../core/labels.ts";
import type { RunContext } from "../core/run-context.ts";
import { createNetwork, networkExists } from "../tools/docker/networks.ts";

/** The Docker network that kind and Cluster API's Docker provider put their nodes on; they know no other. */
export const labNetwork = "kind";

/**
 * Makes sure that the network is there. One that we make carries our labels, and goes when its last user has gone; one
 * that was there before stays as it is.
 */
export async function ensureLabNetwork({ ownership, signal }: RunContext): Promise<void> {
  if (!(await networkExists(labNetwork, { signal }))) {
    // It belongs to the run as a whole: other scenarios share it.
    await createNetwork(labNetwork, labelPairs({ ...ownership, scenarioId: "" }), { signal });
  }
}
