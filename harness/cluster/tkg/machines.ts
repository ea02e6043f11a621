import type { Kube } from "../kube/kube.ts";

/** A Machine of Cluster API, as far as the lab looks at it. */
export interface Machine {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  readonly spec: { readonly clusterName: string; readonly version?: string };
  readonly status?: {
    readonly phase?: string;
    readonly nodeRef?: { readonly name: string };
    readonly addresses?: readonly { readonly type: string; readonly address: string }[];
    readonly conditions?: readonly Condition[];
  };
}

/** A condition as all objects of Cluster API carry them. */
export interface Condition {
  readonly type: string;
  readonly status: "True" | "False" | "Unknown";
  readonly reason?: string;
  readonly message?: string;
}

/** The API of Clusters, Machines and MachineDeployments. */
export const clusterApi = { group: "cluster.x-k8s.io", version: "v1beta1" } as const;

/** Which cluster is meant, and where it is. */
export interface ClusterRef {
  readonly name: string;
  readonly namespace: string;
}

/** The Machines of a cluster, control planes first. */
export async function listMachines({ custom }: Kube, { name, namespace }: ClusterRef): Promise<Machine[]> {
  const list = (await custom.listNamespacedCustomObject({
    ...clusterApi,
    namespace,
    plural: "machines",
    labelSelector: `cluster.x-k8s.io/cluster-name=${name}`,
  })) as { readonly items: Machine[] }; // as: the API says what the collection holds
  return list.items.toSorted((a, b) => Number(isControlPlane(b)) - Number(isControlPlane(a)));
}

/** Whether a Machine belongs to the control plane. */
export function isControlPlane({ metadata }: Machine): boolean {
  return metadata.labels?.["cluster.x-k8s.io/control-plane"] !== undefined;
}

/** What a person wants to know of Machines in one line: `tkg-1-control-plane-x Running, tkg-1-md-0-y Provisioning`. */
export function describeMachines(machines: readonly Machine[]): string {
  if (machines.length === 0) return "no Machine yet";
  return machines
    .map(({ metadata, status }) => {
      const trouble = status?.conditions?.find(({ status: is, message }) => is === "False" && message);
      const why =
        trouble === undefined ? "" : ` (${trouble.reason ?? trouble.type}: ${trouble.message ?? ""})`;
      return `${metadata.name} ${status?.phase ?? "unknown"}${why}`;
    })
    .join(", ");
}
