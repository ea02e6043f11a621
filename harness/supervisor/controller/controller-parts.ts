import type { Clock } from "../../core/clock.ts";
import { HarnessError } from "../../core/errors.ts";
import type { StoredCluster } from "../objects/cluster-input.ts";
import { isOwnedBy } from "../objects/cluster-input.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import type { LabSettings } from "../objects/lab-settings.ts";
import type { Credentials } from "./credentials.ts";
import type { Kind, ObjectRef } from "./kinds.ts";
import type { KubeApi } from "./kube-api.ts";

/** What every step of a reconcile works with. */
export interface ControllerParts {
  readonly api: KubeApi;
  readonly lab: LabSettings;
  readonly credentials: Credentials;
  readonly clock: Pick<Clock, "now">;
}

/** Which cluster is meant. */
export interface ClusterRef {
  readonly namespace: string;
  readonly name: string;
}

/** An object in a cluster's namespace. */
export function besides({ metadata }: StoredCluster, kind: Kind, name: string): ObjectRef {
  return { kind, name, namespace: metadata.namespace };
}

/**
 * The object of that name that was made for this cluster; undefined when there is none.
 * @throws HarnessError `bad-input` for one that was made for something else, which is not ours to change
 */
export async function ownObject(
  api: Pick<KubeApi, "get">,
  tkc: StoredCluster,
  ref: ObjectRef,
): Promise<KubeObject | undefined> {
  const found = await api.get(ref);
  if (found === undefined || isOwnedBy(found, tkc)) return found;
  const which = `${ref.kind} ${tkc.metadata.namespace}/${ref.name}`;
  throw new HarnessError({
    code: "bad-input",
    message: `Making ${which}: there is one that was not made for this TanzuKubernetesCluster`,
    hint: `kubectl get ${ref.kind} ${ref.name} --namespace ${tkc.metadata.namespace} --output yaml`,
  });
}
