import { createHash } from "node:crypto";
import type { Harbor } from "../../registry/index.ts";

/** Six characters that no other scenario of any run has. */
export function labIdOf(runId: string, scenarioId: string): string {
  return createHash("sha256").update(`${runId} ${scenarioId}`).digest("hex").slice(0, 6);
}

/** The name of a machine beside a scenario's clusters, as those who start one give it. */
export function containerName(labId: string, part: string): string {
  return `tkglab-${labId}-${part}`;
}

export interface HowToReachInput {
  readonly labId: string;
  readonly runId: string;
  readonly kubeconfigs: readonly string[];
  readonly harbors: readonly Pick<Harbor, "host" | "port">[];
  readonly hasToolbox: boolean;
}

/** What to paste in order to use what was kept, and how it goes away again. */
export function howToReach({ labId, runId, kubeconfigs, harbors, hasToolbox }: HowToReachInput): string[] {
  return [
    ...kubeconfigs.map((file) => `export KUBECONFIG=${file}`),
    ...harbors.map(
      ({ host, port }) =>
        `curl -sk --resolve ${host}:${port}:127.0.0.1 https://${host}:${port}/api/v2.0/systeminfo`,
    ),
    ...(hasToolbox ? [`docker exec -it ${containerName(labId, "toolbox")} bash`] : []),
    `tkglab sweep --run ${runId}  # removes it; so does any tkglab sweep, now that this run has ended`,
  ];
}
