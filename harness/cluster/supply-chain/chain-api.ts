import { apiStatus, type Kube } from "../kube/kube.ts";
import { explainApiError } from "../packages/explain-api-error.ts";

/** A collection, as the API's paths name it; without a group, the core's. */
export interface Collection {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  /** For messages. */
  readonly kind: string;
}

const kpack = { group: "kpack.io", version: "v1alpha2" } as const;
const cartographer = { group: "carto.run", version: "v1alpha1" } as const;
const apps = { group: "apps", version: "v1" } as const;

/** Where the objects of a supply chain are. */
export const collections = {
  workload: { ...cartographer, plural: "workloads", kind: "Workload" },
  supplyChain: { ...cartographer, plural: "clustersupplychains", kind: "ClusterSupplyChain" },
  gitRepository: {
    ...{ group: "source.toolkit.fluxcd.io", version: "v1" },
    ...{ plural: "gitrepositories", kind: "GitRepository" },
  },
  image: { ...kpack, plural: "images", kind: "Image" },
  build: { ...kpack, plural: "builds", kind: "Build" },
  clusterBuilder: { ...kpack, plural: "clusterbuilders", kind: "ClusterBuilder" },
  clusterStack: { ...kpack, plural: "clusterstacks", kind: "ClusterStack" },
  clusterStore: { ...kpack, plural: "clusterstores", kind: "ClusterStore" },
  deployment: { ...apps, plural: "deployments", kind: "Deployment" },
  replicaSet: { ...apps, plural: "replicasets", kind: "ReplicaSet" },
  ingress: { group: "networking.k8s.io", version: "v1", plural: "ingresses", kind: "Ingress" },
  pod: { group: "", version: "v1", plural: "pods", kind: "Pod" },
  service: { group: "", version: "v1", plural: "services", kind: "Service" },
} as const satisfies Record<string, Collection>;

/** A container whose log is wanted. */
export interface LogPlace {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Of the run before this one, which crashed. */
  readonly previous: boolean;
}

/** What is asked of a cluster in order to see a supply chain: it is only ever read. */
export interface ChainApi {
  /** The objects of a namespace, or all; none where the cluster does not know their kind. */
  list(collection: Collection, namespace?: string): Promise<readonly unknown[]>;
  /** The end of a log; undefined when it is not there any more. */
  log(place: LogPlace): Promise<string | undefined>;
}

/** As many lines as a build tool needs to say what is wrong. */
const logLines = 200;

/**
 * The same by way of a connection.
 * @throws HarnessError `unreachable` or `tool-failed` when the API server does not answer or refuses.
 */
export function chainApi(kube: Pick<Kube, "core" | "custom">): ChainApi {
  return {
    async list(collection, namespace) {
      try {
        return await itemsOf(kube, collection, namespace);
      } catch (error) {
        if (apiStatus(error) === 404) return [];
        const { group, version, kind } = collection;
        const apiVersion = group === "" ? version : `${group}/${version}`;
        throw explainApiError(`Listing every ${kind}`, { apiVersion, kind }, error);
      }
    },
    async log({ pod: name, ...place }) {
      try {
        return await kube.core.readNamespacedPodLog({ name, ...place, tailLines: logLines });
      } catch (error) {
        // A Pod that was removed, a container that never ran, a log that was rotated away.
        if (apiStatus(error) === 404 || apiStatus(error) === 400) return undefined;
        const doing = `Reading the log of ${place.container} in Pod ${place.namespace}/${name}`;
        throw explainApiError(doing, { apiVersion: "v1", kind: "Pod" }, error);
      }
    },
  };
}

async function itemsOf(
  { core, custom }: Pick<Kube, "core" | "custom">,
  { group, version, plural }: Collection,
  namespace: string | undefined,
): Promise<readonly unknown[]> {
  if (group === "" && namespace !== undefined) {
    const { items } =
      plural === "pods"
        ? await core.listNamespacedPod({ namespace })
        : await core.listNamespacedService({ namespace });
    return items;
  }
  const which = { group, version, plural };
  const answer: unknown =
    namespace === undefined
      ? await custom.listClusterCustomObject(which)
      : await custom.listNamespacedCustomObject({ ...which, namespace });
  return (answer as { readonly items?: readonly unknown[] }).items ?? []; // as: that is what a list is
}
