import type {
  Build,
  ChainObjects,
  ClusterBuilder,
  Deployment,
  GitRepository,
  Ingress,
  KpackImage,
  Service,
  Workload,
  WorkloadRef,
} from "./chain-objects.ts";
import { type ChainApi, type Collection, collections } from "./chain-api.ts";
import { type Conditioned, isOwnedBy, type Metadata, timeOf } from "./kube-object.ts";
import type { Pod } from "./pod-objects.ts";

interface KubeObject {
  readonly metadata: Metadata;
}

/** Everything of a namespace, and of the cluster, that supply chains are made of. */
export interface ChainInventory {
  readonly workloads: readonly Workload[];
  readonly gitRepositories: readonly GitRepository[];
  readonly images: readonly KpackImage[];
  readonly builds: readonly Build[];
  readonly builders: readonly ClusterBuilder[];
  readonly stacks: readonly Conditioned[];
  readonly stores: readonly Conditioned[];
  readonly deployments: readonly Deployment[];
  readonly replicaSets: readonly KubeObject[];
  readonly pods: readonly Pod[];
  readonly services: readonly Service[];
  readonly ingresses: readonly Ingress[];
}

/** Reads a namespace once, for all Workloads in it. @throws HarnessError as chainApi() */
export async function readInventory(api: ChainApi, namespace: string): Promise<ChainInventory> {
  // as: a collection holds what its name says.
  const all = async <T>(collection: Collection, where?: string) =>
    (await api.list(collection, where)) as readonly T[];
  const [workloads, gitRepositories, images, builds, builders, stacks, stores] = await Promise.all([
    all<Workload>(collections.workload, namespace),
    all<GitRepository>(collections.gitRepository, namespace),
    all<KpackImage>(collections.image, namespace),
    all<Build>(collections.build, namespace),
    all<ClusterBuilder>(collections.clusterBuilder),
    all<Conditioned>(collections.clusterStack),
    all<Conditioned>(collections.clusterStore),
  ]);
  const [deployments, replicaSets, pods, services, ingresses] = await Promise.all([
    all<Deployment>(collections.deployment, namespace),
    all<KubeObject>(collections.replicaSet, namespace),
    all<Pod>(collections.pod, namespace),
    all<Service>(collections.service, namespace),
    all<Ingress>(collections.ingress, namespace),
  ]);
  const ofCluster = { builders, stacks, stores };
  const ofApp = { deployments, replicaSets, pods, services, ingresses };
  return { workloads, gitRepositories, images, builds, ...ofCluster, ...ofApp };
}

/** Picks the objects of one Workload, whether or not that one is still there. */
export function chainObjects(all: ChainInventory, ref: WorkloadRef): ChainObjects {
  const workload = all.workloads.find(({ metadata }) => metadata.name === ref.name);
  const stamped = <T extends KubeObject>(kind: string, objects: readonly T[]) =>
    objects.find((object) => isOwnedBy(object, workload?.metadata)) ??
    objects.find((object) => isStamped(object, kind, workload)) ??
    objects.find((object) => isLabelled(object, ref.name));
  const image = stamped("Image", all.images);
  const builds = all.builds
    .filter((build) => isOf(build, image, "image.kpack.io/image"))
    .toSorted(latestFirst);
  const [latest] = builds;
  const builder = named(all.builders, image?.spec?.builder?.name);
  const deployment = stamped("Deployment", all.deployments);
  const replicaSets = all.replicaSets.filter((one) => isOwnedBy(one, deployment?.metadata));
  return {
    ...{ ref, workload, image, builds, builder, deployment },
    gitRepository: stamped("GitRepository", all.gitRepositories),
    stack: named(all.stacks, builder?.spec?.stack?.name),
    store: named(all.stores, builder?.spec?.store?.name),
    buildPod: all.pods.find((pod) => isOf(pod, latest, "kpack.io/build")),
    pods: all.pods
      .filter((pod) => replicaSets.some(({ metadata }) => isOwnedBy(pod, metadata)))
      .toSorted(latestFirst),
    service: stamped("Service", all.services),
    ingress: stamped("Ingress", all.ingresses),
  };
}

/** Whether the Workload's status names an object. */
function isStamped({ metadata }: KubeObject, kind: string, workload: Workload | undefined): boolean {
  return (
    workload?.status?.resources?.some(
      ({ stampedRef }) => stampedRef?.kind === kind && stampedRef.name === metadata.name,
    ) ?? false
  );
}

/** Cartographer's own label, or the one of the templates. kpack hands both on; so they count for stamped kinds only. */
function isLabelled({ metadata }: KubeObject, name: string): boolean {
  const { labels = {} } = metadata;
  return labels["carto.run/workload-name"] === name || labels["app.kubernetes.io/part-of"] === name;
}

function isOf(object: KubeObject, owner: KubeObject | undefined, label: string): boolean {
  if (owner === undefined) return false;
  return isOwnedBy(object, owner.metadata) || object.metadata.labels?.[label] === owner.metadata.name;
}

function named<T extends KubeObject>(objects: readonly T[], name: string | undefined): T | undefined {
  return objects.find(({ metadata }) => metadata.name === name);
}

/** Builds are numbered; two of them may be of the same second. */
function latestFirst({ metadata: one }: KubeObject, { metadata: other }: KubeObject): number {
  const number = ({ labels }: Metadata) => Number(labels?.["image.kpack.io/buildNumber"] ?? 0);
  const created = ({ creationTimestamp }: Metadata) => timeOf(creationTimestamp) ?? 0;
  return number(other) - number(one) || created(other) - created(one);
}
