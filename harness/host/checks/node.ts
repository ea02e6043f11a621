import type { Finding } from "../finding.ts";
import type { Host } from "../host.ts";
import { isAtLeast } from "../version.ts";

const leastNode = "24";

/** Whether the Node that runs this is one that tkglab is written for. */
export function checkNode({ nodeVersion }: Host): Finding {
  const enough = isAtLeast(nodeVersion, leastNode);
  return {
    id: "node",
    title: "Node.js",
    status: enough ? "ok" : "problem",
    saw: nodeVersion,
    ...(enough ? {} : { cure: `use Node ${leastNode} or newer; scripts/run fetches it` }),
  };
}
