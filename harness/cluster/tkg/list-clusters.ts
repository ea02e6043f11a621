import { stringify } from "yaml";
import { HarnessError } from "../../core/errors.ts";
import { kubectlOk, type KubectlOptions } from "../../tools/kubectl/kubectl.ts";
import { type ClusterRef, isControlPlane, type Machine } from "./machines.ts";
import { rolledOut } from "./rollouts.ts";

/** The Tanzu CLI's words for the state of a cluster. */
export type ClusterStatus = "creating" | "running" | "updating" | "deleting";

/** What `tanzu cluster list` says of a cluster, under the names of its JSON. */
export interface ClusterSummary extends ClusterRef {
  readonly status: ClusterStatus;
  readonly plan: string;
  /** Nodes that are ready, of those that are wanted: `1/1`. */
  readonly controlplane: string;
  readonly workers: string;
  readonly kubernetes: string;
  readonly roles: readonly string[];
}

/** A cluster that a management cluster keeps. */
export interface ListedCluster {
  readonly summary: ClusterSummary;
  /** Control planes first. */
  readonly machines: readonly Machine[];
}

/** What KubeadmControlPlanes and MachineDeployments have in common. */
type Replicated = Parameters<typeof rolledOut>[0];

interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly deletionTimestamp?: string;
}

interface Cluster {
  readonly kind: "Cluster";
  readonly metadata: Metadata;
  readonly spec: { readonly controlPlaneRef?: { readonly name: string } };
  readonly status?: { readonly infrastructureReady?: boolean; readonly controlPlaneReady?: boolean };
}

interface ControlPlane extends Replicated {
  readonly kind: "KubeadmControlPlane";
  readonly metadata: Metadata;
  readonly spec: { readonly replicas?: number; readonly version: string };
}

interface Workers extends Replicated {
  readonly kind: "MachineDeployment";
  readonly metadata: Metadata;
  readonly spec: { readonly replicas?: number; readonly clusterName: string };
}

/** An object of the kinds that are asked for. */
export type ListedObject =
  Cluster | ControlPlane | Workers | (Machine & { readonly kind: "Machine"; readonly metadata: Metadata });

const resources = [
  "clusters.cluster.x-k8s.io",
  "kubeadmcontrolplanes.controlplane.cluster.x-k8s.io",
  "machinedeployments.cluster.x-k8s.io",
  "machines.cluster.x-k8s.io",
];

/**
 * The clusters of all namespaces, by namespace and name. kubectl reads them: loading the client would take longer than
 * everything else.
 */
export async function listClusters(options: KubectlOptions): Promise<readonly ListedCluster[]> {
  const json = await kubectlOk(
    "Listing the clusters",
    ["get", resources.join(","), "--all-namespaces", "--output", "json"],
    options,
  );
  // as: these are the kinds that were asked for
  return clustersOf((JSON.parse(json) as { readonly items: readonly ListedObject[] }).items);
}

/** What objects of Cluster API say of the clusters that they belong to. */
export function clustersOf(objects: readonly ListedObject[]): readonly ListedCluster[] {
  return objects
    .filter((one) => one.kind === "Cluster")
    .map((cluster) => clusterOf(cluster, objects))
    .toSorted((a, b) => keyOf(a.summary).localeCompare(keyOf(b.summary)));
}

/**
 * The cluster that is meant.
 * @throws HarnessError `usage` when there is none, naming the namespace where it was looked for and where it is.
 */
export function findCluster(
  clusters: readonly ListedCluster[],
  { name, namespace }: ClusterRef,
): ListedCluster {
  const called = clusters.filter(({ summary }) => summary.name === name);
  const found = called.find(({ summary }) => summary.namespace === namespace);
  if (found !== undefined) return found;
  const [other] = called;
  throw new HarnessError({
    code: "usage",
    message: `Looking for the cluster ${name}: there is none in namespace ${namespace}${other === undefined ? "" : `, but one in ${other.summary.namespace}`}`,
    hint: other === undefined ? "tkglab tanzu cluster list" : `--namespace ${other.summary.namespace}`,
  });
}

/** `--output yaml`. */
export function clustersAsYaml(summaries: readonly ClusterSummary[]): string {
  return stringify(summaries);
}

function keyOf({ name, namespace }: ClusterRef): string {
  return `${namespace}/${name}`;
}

function clusterOf(cluster: Cluster, objects: readonly ListedObject[]): ListedCluster {
  const { name, namespace, labels = {}, annotations = {} } = cluster.metadata;
  const here = objects.filter(({ metadata }) => metadata.namespace === namespace);
  const controlPlanes = here
    .filter((one) => one.kind === "KubeadmControlPlane")
    .filter(({ metadata }) => metadata.name === cluster.spec.controlPlaneRef?.name);
  const workers = here
    .filter((one) => one.kind === "MachineDeployment")
    .filter(({ spec }) => spec.clusterName === name);
  const machines = here
    .filter((one) => one.kind === "Machine")
    .filter(({ spec }) => spec.clusterName === name);
  return {
    summary: {
      ...{ name, namespace },
      status: statusOf(cluster, controlPlanes, workers),
      plan: annotations["tkg/plan"] ?? "",
      controlplane: readyOf(controlPlanes),
      workers: readyOf(workers),
      kubernetes: controlPlanes[0]?.spec.version ?? "",
      roles: Object.keys(labels).flatMap(
        (label) => /^cluster-role\.tkg\.tanzu\.vmware\.com\/(.+)$/.exec(label)?.[1] ?? [],
      ),
    },
    machines: machines.toSorted((a, b) => Number(isControlPlane(b)) - Number(isControlPlane(a))),
  };
}

/** The same conditions as the Tanzu CLI's, without its upgrades. */
function statusOf(
  { metadata, status = {} }: Cluster,
  controlPlanes: readonly ControlPlane[],
  workers: readonly Workers[],
): ClusterStatus {
  if (metadata.deletionTimestamp !== undefined) return "deleting";
  const serves = controlPlanes.some((one) => (one.status?.readyReplicas ?? 0) > 0);
  if (status.infrastructureReady !== true || status.controlPlaneReady !== true || !serves) return "creating";
  return [...controlPlanes, ...workers].every((one) => rolledOut(one).ready) ? "running" : "updating";
}

function readyOf(all: readonly Replicated[]): string {
  const sum = (count: (one: Replicated) => number) => all.reduce((total, one) => total + count(one), 0);
  return `${sum(({ status }) => status?.readyReplicas ?? 0)}/${sum(({ spec }) => spec.replicas ?? 1)}`;
}
