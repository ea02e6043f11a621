import { removeKindCluster } from "../../cluster/index.ts";
import type { ClusterRef } from "../../cluster/tkg/machines.ts";
import { budgets } from "../../core/budgets.ts";
import { HarnessError } from "../../core/errors.ts";
import type { LabParts } from "./lab-parts.ts";

/**
 * Deletes a cluster as an operator does, and its containers where the management cluster no longer can. After Ctrl-C
 * the management cluster goes too, and everything of the run with it, unless something of the run is kept: it would go on
 * making machines.
 */
export async function removeCluster(
  cluster: ClusterRef,
  deleteCluster: (until: AbortSignal) => Promise<void>,
  { context, settings }: Pick<LabParts, "context" | "settings">,
): Promise<void> {
  const reason: unknown = context.signal.reason;
  const isInterrupted = reason instanceof HarnessError && reason.code === "interrupted";
  if (isInterrupted && settings.keep === "never") return;
  const { limit, name: budget } = budgets.clusterDelete;
  const late = new HarnessError({
    code: "timeout",
    message: `Deleting cluster ${cluster.name}: not within ${limit / 1000} s (budget ${budget}); its containers are taken away`,
  });
  const deadline = AbortSignal.timeout(limit);
  try {
    await deleteCluster(deadline);
  } catch (error) {
    if (deadline.aborted) throw late;
    // A management cluster that is gone brings no machine back: taking the containers away is enough.
    if (!(error instanceof HarnessError) || error.code !== "unreachable") throw error;
  } finally {
    await removeKindCluster(cluster.name);
  }
}
