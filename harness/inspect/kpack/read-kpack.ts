import type { V1Pod } from "../../cluster/index.ts";
import { kpackImageConfigMaps } from "../../cluster/source-to-url/components.ts";
import type { OpenCluster } from "../cluster/open-cluster.ts";
import { imageOf } from "../pull-secret/image-reference.ts";
import { valueOf } from "../reading.ts";
import { type KpackLoginFacts, readKpackLogins } from "./read-logins.ts";
import { type MountedCertificates, readMountedCertificates } from "./mounted-certificates.ts";
import { type BuildRole, buildRoles, type LastRun, readLastRun } from "./read-last-run.ts";

/** A store, a stack or a builder with images of the registry: kpack's controller has to reach it for them. */
export interface KpackObject {
  /** `ClusterStack base` */
  readonly name: string;
  readonly isReady: boolean;
  /** What its conditions say, where they say anything. */
  readonly message: string;
}

/** A Pod of kpack's controller. */
export interface KpackController {
  readonly namespace: string;
  readonly pod: string;
  /** Milliseconds since the epoch. */
  readonly started: number | undefined;
  readonly mounted: MountedCertificates;
}

/** kpack in a cluster. */
export interface KpackFacts {
  readonly controllers: readonly KpackController[];
  readonly objects: readonly KpackObject[];
  /** What the programs of build Pods did when they last met the registry. */
  readonly runs: readonly LastRun[];
  /** Who builds for the registry, and with which logins. */
  readonly logins: readonly KpackLoginFacts[];
  /** Whether something is built for the registry. */
  readonly builds: boolean;
}

/** Where it is upstream. */
export const kpackNamespace = "kpack";

interface RawObject {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: {
    readonly tag?: string;
    readonly serviceAccountName?: string;
    readonly sources?: readonly { readonly image?: string }[];
    readonly buildImage?: { readonly image?: string };
    readonly runImage?: { readonly image?: string };
  };
  readonly status?: {
    readonly latestImage?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly message?: string;
    }[];
  };
}

/** Reads kpack; undefined where there is none. */
export async function readKpack(input: {
  readonly cluster: OpenCluster;
  readonly pods: readonly V1Pod[];
  readonly host: string;
}): Promise<KpackFacts | undefined> {
  const { cluster, pods, host } = input;
  const controllers = pods.filter(isController);
  if (controllers.length === 0) return undefined;
  const [stores, stacks, builders, images] = await Promise.all(
    ["clusterstores", "clusterstacks", "clusterbuilders", "images"].map((plural) => listed(cluster, plural)),
  );
  const kinds = { ClusterStore: stores, ClusterStack: stacks, ClusterBuilder: builders };
  const objects = Object.entries(kinds).flatMap(([kind, found = []]) =>
    found
      .filter((one) => imagesOf(one).some((image) => imageOf(image, host) !== undefined))
      .map((one) => standing(kind, one)),
  );
  const wanted = await wantedImages(cluster, builders ?? []);
  const runs: LastRun[] = [];
  for (const role of Object.keys(buildRoles) as BuildRole[]) {
    const run = await readLastRun({ cluster, pods, host, role, wanted: wanted[role] });
    if (run !== undefined) runs.push(run);
  }
  return {
    controllers: await Promise.all(controllers.map((pod) => controllerOf(cluster, pod))),
    ...{ objects, runs },
    logins: await readKpackLogins({ cluster, images: images ?? [], host }),
    builds: (images ?? []).some(({ spec }) => imageOf(spec?.tag ?? "", host) !== undefined),
  };
}

function isController({ metadata, spec }: V1Pod): boolean {
  return (
    metadata?.labels?.app === "kpack-controller" ||
    (metadata?.namespace === kpackNamespace &&
      (spec?.containers.some(({ name }) => name === "controller") ?? false))
  );
}

async function controllerOf(cluster: OpenCluster, pod: V1Pod): Promise<KpackController> {
  const started = pod.status?.startTime;
  return {
    namespace: pod.metadata?.namespace ?? "",
    pod: pod.metadata?.name ?? "",
    started: started === undefined ? undefined : new Date(started).getTime(),
    mounted: await readMountedCertificates(cluster, pod),
  };
}

async function listed({ kube, ask }: OpenCluster, plural: string): Promise<readonly RawObject[]> {
  const read = await ask(`Reading the ${plural} of kpack`, async () => {
    const which = { group: "kpack.io", version: "v1alpha2", plural };
    const list: unknown = await kube.custom.listClusterCustomObject(which);
    return (list as { readonly items?: readonly RawObject[] }).items ?? []; // as: that is what a list is
  });
  return valueOf(read) ?? [];
}

function imagesOf({ spec = {} }: RawObject): readonly string[] {
  const { tag, sources = [], buildImage, runImage } = spec;
  return [tag, buildImage?.image, runImage?.image, ...sources.map(({ image }) => image)].filter(
    (image) => image !== undefined,
  );
}

function standing(kind: string, { metadata, status }: RawObject): KpackObject {
  const { conditions = [] } = status ?? {};
  const isReady = conditions.length > 0 && conditions.every((one) => one.status === "True");
  // Why a builder cannot be made, its second condition says.
  const bad = conditions.toReversed().find((one) => one.status === "False" && (one.message ?? "") !== "");
  return { name: `${kind} ${metadata.name}`, isReady, message: bad?.message ?? "" };
}

/** The image that a step is to run in now, by its role; undefined where that is not said. */
async function wantedImages(
  { kube, ask }: OpenCluster,
  builders: readonly RawObject[],
): Promise<Readonly<Record<BuildRole, readonly string[]>>> {
  const names = kpackImageConfigMaps;
  const named = async (name: string) => {
    const which = { name, namespace: kpackNamespace };
    const read = await ask(
      `Reading ConfigMap ${name}`,
      async () => (await kube.core.readNamespacedConfigMap(which)).data,
    );
    const image = valueOf(read)?.image;
    return image === undefined ? [] : [image];
  };
  const [prepare, completion, rebase] = await Promise.all(
    [names.buildInit, names.completion, names.rebase].map(named),
  );
  const lifecycle = builders.flatMap(({ status }) => status?.latestImage ?? []);
  return { prepare: prepare ?? [], lifecycle, completion: completion ?? [], rebase: rebase ?? [] };
}
