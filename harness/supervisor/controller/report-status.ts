import { isDeepStrictEqual } from "node:util";
import { addonApp } from "../../cluster/tkg/addon-app.ts";
import { announcementsOf } from "../objects/announcements.ts";
import { isOwnedBy, type StoredCluster } from "../objects/cluster-input.ts";
import { namesOf, workersName } from "../objects/names.ts";
import type { ObservedCluster, Replicated } from "../objects/replicated.ts";
import { statusOf } from "../objects/status.ts";
import type { AddonObject, Observed } from "../objects/status-conditions.ts";
import { besides, type ControllerParts } from "./controller-parts.ts";
import { madeOf } from "./remove-leftovers.ts";

/** What only the controller itself knows of a moment. */
export interface Occasion {
  /** A change has been seen, and nothing is made of it yet. */
  readonly isBegun?: boolean;
  /** Why the cluster is not made, or not changed, as it says. */
  readonly refusal?: string;
}

/** Says what has become of a cluster. */
export type Report = (occasion?: Occasion) => Promise<void>;

/**
 * Reports on a cluster, beginning with what it says of itself. Events come first, then the status from which they follow, so
 * that none is lost when the controller ends between them.
 */
export function statusReport(tkc: StoredCluster, parts: ControllerParts): Report {
  const { api, clock } = parts;
  const { apiVersion, kind, metadata } = tkc;
  const { name, namespace, uid } = metadata;
  let said = tkc.status;
  return async (occasion = {}) => {
    const before = said === undefined ? tkc : { ...tkc, status: said };
    const observed = await observe(tkc, parts);
    const status = statusOf({ tkc: before, observed, ...occasion, now: clock.now() });
    if (isDeepStrictEqual(status, said)) return;
    for (const announcement of announcementsOf(said, status)) await api.event(tkc, announcement);
    await api.applyStatus({ apiVersion, kind, metadata: { name, namespace, uid }, status });
    said = status;
  };
}

async function observe(tkc: StoredCluster, parts: ControllerParts): Promise<Observed> {
  const { name } = tkc.metadata;
  const cluster = await parts.api.get(besides(tkc, "Cluster", name));
  if (cluster === undefined || !isOwnedBy(cluster, tkc)) return { workers: [] };
  const controlPlane = await parts.api.get(besides(tkc, "KubeadmControlPlane", namesOf(name).controlPlane));
  const pools = new Set(tkc.spec.topology.nodePools.map((pool) => workersName(tkc.metadata, pool.name)));
  const workers = await madeOf(tkc, parts, "MachineDeployment");
  // as: the kinds say what the objects are
  return {
    cluster: cluster as ObservedCluster,
    controlPlane: controlPlane as Replicated | undefined,
    cni: (await parts.api.get(besides(tkc, "App", addonApp(name, "cni")))) as AddonObject | undefined,
    workers: workers.filter((pool) => pools.has(pool.metadata.name)) as readonly Replicated[],
  };
}
