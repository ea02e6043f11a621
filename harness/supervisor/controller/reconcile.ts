import { HarnessError, messageOf } from "../../core/errors.ts";
import { clusterKind, type StoredCluster } from "../objects/cluster-input.ts";
import { clusterObjects } from "../objects/cluster-objects.ts";
import { besides, type ClusterRef, type ControllerParts, ownObject } from "./controller-parts.ts";
import { ensureAddons } from "./ensure-addons.ts";
import { ensureSecrets } from "./ensure-secrets.ts";
import { finalize, holdUntilFinalized } from "./finalize.ts";
import { ApiError } from "./kube-api.ts";
import { removeLeftovers } from "./remove-leftovers.ts";
import { type Report, statusReport } from "./report-status.ts";
import { takeTrust } from "./take-trust.ts";

/**
 * Brings what is there of a cluster to what its TanzuKubernetesCluster says, and says how far that is. It may end at any
 * point and begin anew. Gives after how many milliseconds to come again even if nothing happens.
 * @throws HarnessError `bad-input`, and ApiError, for what cannot be made as it is; the status says so first
 */
export async function reconcile(ref: ClusterRef, parts: ControllerParts): Promise<number | undefined> {
  const found = await parts.api.get({ kind: clusterKind, ...ref });
  if (found === undefined) return undefined;
  // as: what the API server has stored has all that it gives to objects
  const tkc = found as StoredCluster;
  if (tkc.metadata.deletionTimestamp !== undefined) return finalize(tkc, parts);
  const report = statusReport(tkc, parts);
  try {
    await holdUntilFinalized(tkc, parts);
    await ensureCluster(tkc, parts, report);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal !== undefined) await report({ refusal });
    throw error;
  }
  await report();
  return undefined;
}

async function ensureCluster(tkc: StoredCluster, parts: ControllerParts, report: Report): Promise<void> {
  const cluster = await ownObject(parts.api, tkc, besides(tkc, "Cluster", tkc.metadata.name));
  // Somebody has deleted it: what is made now would go with it. It is made anew when it is gone.
  if (cluster?.metadata.deletionTimestamp !== undefined) return;
  const cas = await takeTrust(tkc, parts, report);
  const sshPublicKey = await ensureSecrets(tkc, parts);
  const objects = clusterObjects({ tkc, lab: parts.lab, cas, sshPublicKey });
  for (const object of objects) await parts.api.apply(object);
  await removeLeftovers(tkc, parts, objects);
  await ensureAddons(tkc, parts);
}

/** The words for what no second try changes; undefined for what one may. */
function refusalOf(error: unknown): string | undefined {
  if (error instanceof HarnessError && error.code === "bad-input") {
    return error.hint === undefined ? error.message : `${error.message}; what to do: ${error.hint}`;
  }
  const isRefused = error instanceof ApiError && [400, 403, 422].includes(error.code);
  return isRefused ? messageOf(error) : undefined;
}
