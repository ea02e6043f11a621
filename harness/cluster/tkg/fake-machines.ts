import type { Kube } from "../kube/kube.ts";
import type { Condition, Machine } from "./machines.ts";

/** For tests: what is said of a Machine besides its name. */
export interface FakeMachine {
  readonly uid?: string;
  readonly phase?: string;
  readonly node?: string;
  readonly address?: string;
  readonly conditions?: readonly Condition[];
}

/** For tests: a Machine of the cluster abc; by its name it is a control plane or a worker. */
export function fakeMachine(name: string, said: FakeMachine = {}): Machine {
  const { uid = `uid-of-${name}`, phase, node, address, conditions } = said;
  const isControlPlane = name.includes("-control-plane");
  return {
    metadata: {
      ...{ name, uid },
      // What Cluster API puts there: the key says it, the value is empty.
      labels: isControlPlane ? { "cluster.x-k8s.io/control-plane": "" } : {},
    },
    spec: { clusterName: "abc" },
    status: {
      ...(phase === undefined ? {} : { phase }),
      ...(node === undefined ? {} : { nodeRef: { name: node } }),
      ...(address === undefined
        ? {}
        : {
            addresses: [
              { type: "Hostname", address: name },
              { type: "InternalIP", address },
            ],
          }),
      ...(conditions === undefined ? {} : { conditions }),
    },
  };
}

/** For tests: a management cluster that lists these Machines, look by look; the last list stays. */
export function fakeMachineLists(
  ...lists: readonly (readonly Machine[])[]
): Kube & { readonly asked: unknown[] } {
  const asked: unknown[] = [];
  const listNamespacedCustomObject = (request: unknown) => {
    asked.push(request);
    return Promise.resolve({ items: lists[Math.min(asked.length, lists.length) - 1] ?? [] });
  };
  // as: nothing else of the client is asked for.
  return { asked, custom: { listNamespacedCustomObject } } as unknown as Kube & { readonly asked: unknown[] };
}
