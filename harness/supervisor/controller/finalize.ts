import { isOwnedBy, type StoredCluster } from "../objects/cluster-input.ts";
import { finalizer } from "../objects/names.ts";
import { besides, type ControllerParts } from "./controller-parts.ts";
import { removeMade } from "./remove-leftovers.ts";
import { statusReport } from "./report-status.ts";

/** Should the news that a Cluster is gone be lost, it is looked for again after so many milliseconds. */
const lookAgain = 30_000;

/** What may be there without a Cluster, or outlives it. Secrets go last: with them one still reaches a node. */
const rest = [
  ...(["MachineDeployment", "KubeadmControlPlane", "DockerCluster"] as const),
  ...(["KubeadmConfigTemplate", "DockerMachineTemplate", "ConfigMap", "Secret"] as const),
] as const;

/**
 * Takes a cluster down that is to be deleted: its Cluster, which takes the machines along; when that is gone whatever else
 * was made for it; then nothing holds the TanzuKubernetesCluster any more. Gives after how many milliseconds to come again.
 */
export async function finalize(tkc: StoredCluster, parts: ControllerParts): Promise<number | undefined> {
  if (tkc.metadata.finalizers?.includes(finalizer) !== true) return undefined;
  await statusReport(tkc, parts)();
  // The Apps first: they would go on trying to reach a cluster that is going.
  await removeMade(tkc, parts, "App");
  const { name } = tkc.metadata;
  const ref = besides(tkc, "Cluster", name);
  const cluster = await parts.api.get(ref);
  if (cluster !== undefined && isOwnedBy(cluster, tkc)) {
    const { deletionTimestamp, uid = "" } = cluster.metadata;
    if (deletionTimestamp === undefined) await parts.api.delete(ref, uid);
    return lookAgain;
  }
  for (const kind of rest) await removeMade(tkc, parts, kind);
  await setFinalizers(tkc, parts, []);
  return undefined;
}

/** Has the API server keep a cluster that is deleted, until finalize() is through with it. */
export async function holdUntilFinalized(tkc: StoredCluster, parts: ControllerParts): Promise<void> {
  if (tkc.metadata.finalizers?.includes(finalizer) !== true) await setFinalizers(tkc, parts, [finalizer]);
}

/** Those of others stay. The uid: without it, a cluster that is gone meanwhile would be made anew. */
async function setFinalizers(
  { apiVersion, kind, metadata: { name, namespace, uid } }: StoredCluster,
  { api }: ControllerParts,
  finalizers: readonly string[],
): Promise<void> {
  await api.apply({ apiVersion, kind, metadata: { name, namespace, uid, finalizers } });
}
