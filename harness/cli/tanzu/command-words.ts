import type { ClusterRef } from "../../cluster/tkg/machines.ts";

/** How a command names a cluster. */
export function commandWords({ name, namespace }: ClusterRef): string {
  return namespace === "default" ? name : `${name} --namespace ${namespace}`;
}
