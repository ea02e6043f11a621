import type { StoredCluster } from "../objects/cluster-input.ts";
import { cniObjects } from "../objects/cni.ts";
import { namesOf } from "../objects/names.ts";
import type { ObservedCluster, Replicated } from "../objects/replicated.ts";
import { besides, type ControllerParts } from "./controller-parts.ts";

/** Gives a cluster its addons as soon as its API server answers: kapp-controller carries them out. */
export async function ensureAddons(
  tkc: StoredCluster,
  { api, lab }: Pick<ControllerParts, "api" | "lab">,
): Promise<void> {
  const { name } = tkc.metadata;
  // as: the kinds say what the objects are
  const cluster = (await api.get(besides(tkc, "Cluster", name))) as ObservedCluster | undefined;
  const controlPlane = (await api.get(besides(tkc, "KubeadmControlPlane", namesOf(name).controlPlane))) as
    Replicated | undefined;
  if (cluster === undefined || controlPlane?.status?.initialized !== true) return;
  for (const object of cniObjects({ tkc, lab }, cluster)) await api.apply(object);
}
