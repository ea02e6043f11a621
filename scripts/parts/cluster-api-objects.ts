import type { Kubectl } from "./tkc-user.ts";
import { namespace } from "./tkc-user.ts";

interface Found {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly data?: unknown;
  readonly type?: string;
}

/** What the Supervisor's controller made of a TanzuKubernetesCluster, as somebody would write it into a file. */
export interface ClusterApiObjects {
  /** What can be applied at once. */
  readonly cluster: readonly object[];
  /** What needs the address of the API server first. */
  readonly addons: (endpoint: string) => readonly object[];
}

const kinds = [
  ...["configmaps", "secrets", "apps.kappctrl.k14s.io", "clusters.cluster.x-k8s.io"],
  ...["machinedeployments.cluster.x-k8s.io", "kubeadmcontrolplanes.controlplane.cluster.x-k8s.io"],
  ...["kubeadmconfigtemplates.bootstrap.cluster.x-k8s.io", "dockerclusters.infrastructure.cluster.x-k8s.io"],
  "dockermachinetemplates.infrastructure.cluster.x-k8s.io",
];

/** Takes what there is of a cluster for another one of that name. */
export async function clusterApiObjects(
  kubectl: Kubectl,
  from: string,
  to: string,
): Promise<ClusterApiObjects> {
  const selector = `run.tanzu.vmware.com/tanzu-kubernetes-cluster=${from}`;
  const { stdout } = await kubectl(
    ...["get", kinds.join(","), "--namespace", namespace, "--selector", selector, "--output", "json"],
  );
  return renamed(stdout, from, to);
}

/** The same of what `kubectl get --output json` printed. */
export function renamed(list: string, from: string, to: string): ClusterApiObjects {
  // as: `kubectl get` of several kinds prints a List
  const { items } = JSON.parse(list.replaceAll(from, to)) as { readonly items: readonly Found[] };
  const isAddon = ({ kind, metadata }: Found) => kind === "App" || metadata.name.endsWith("-cni-addon");
  return {
    cluster: items.filter((item) => !isAddon(item)).map(bare),
    addons: (endpoint) =>
      // as: JSON that was read is JSON
      JSON.parse(
        JSON.stringify(items.filter(isAddon).map(bare)).replaceAll(
          /endpoint: \\"[^"\\]*\\"/g,
          `endpoint: \\"${endpoint}\\"`,
        ),
      ) as readonly object[],
  };
}

/** Without what belongs to the one that it was taken from. */
function bare({ apiVersion, kind, metadata, spec, data, type }: Found): object {
  const { name, labels, annotations } = metadata;
  const { controlPlaneEndpoint: _, ...rest } = spec ?? {};
  return {
    ...{ apiVersion, kind, metadata: { name, namespace, labels, annotations } },
    ...(spec === undefined ? {} : { spec: rest }),
    ...(data === undefined ? {} : { data }),
    ...(type === undefined ? {} : { type }),
  };
}
