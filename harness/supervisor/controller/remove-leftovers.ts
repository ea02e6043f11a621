import { isOwnedBy, type StoredCluster } from "../objects/cluster-input.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { labels, namesOf } from "../objects/names.ts";
import type { Replicated } from "../objects/replicated.ts";
import { unreferenced } from "../objects/unreferenced.ts";
import { besides, type ControllerParts } from "./controller-parts.ts";
import type { Kind } from "./kinds.ts";

/** What is there of a kind that was made for this cluster, not for one that had its name before. */
export async function madeOf(
  tkc: StoredCluster,
  { api }: Pick<ControllerParts, "api">,
  kind: Kind,
): Promise<KubeObject[]> {
  const { name, namespace } = tkc.metadata;
  const all = await api.list(kind, namespace, `${labels.madeFor}=${name}`);
  return all.filter((object) => isOwnedBy(object, tkc));
}

/** Deletes all of a kind that was made for this cluster, but for what is `kept`. */
export async function removeMade(
  tkc: StoredCluster,
  parts: Pick<ControllerParts, "api">,
  kind: Kind,
  kept: (object: KubeObject) => boolean = () => false,
): Promise<void> {
  for (const object of await madeOf(tkc, parts, kind)) {
    if (!kept(object)) await remove(tkc, parts, kind, object);
  }
}

/** Deletes pools that the cluster no longer has, and templates that nothing refers to. */
export async function removeLeftovers(
  tkc: StoredCluster,
  parts: Pick<ControllerParts, "api">,
  wanted: readonly KubeObject[],
): Promise<void> {
  const { name, namespace } = tkc.metadata;
  const pools = new Set(wanted.filter(({ kind }) => kind === "MachineDeployment").map(nameOf));
  await removeMade(tkc, parts, "MachineDeployment", (pool) => pools.has(nameOf(pool)));
  const users = [
    await parts.api.get(besides(tkc, "KubeadmControlPlane", namesOf(name).controlPlane)),
    ...(await madeOf(tkc, parts, "MachineDeployment")),
    // They still make machines from the templates of before, until the last one is replaced.
    ...(await parts.api.list("MachineSet", namespace, `${labels.cluster}=${name}`)),
  ].filter((user) => user !== undefined);
  for (const kind of ["DockerMachineTemplate", "KubeadmConfigTemplate"] as const) {
    const templates = await madeOf(tkc, parts, kind);
    // as: the kinds say what the objects are
    for (const template of unreferenced({ templates, users: users as readonly Replicated[] })) {
      await remove(tkc, parts, kind, template);
    }
  }
}

async function remove(
  tkc: StoredCluster,
  { api }: Pick<ControllerParts, "api">,
  kind: Kind,
  { metadata }: KubeObject,
): Promise<void> {
  if (metadata.deletionTimestamp !== undefined) return;
  await api.delete(besides(tkc, kind, metadata.name), metadata.uid ?? "");
}

function nameOf({ metadata }: KubeObject): string {
  return metadata.name;
}
