import { isDeepStrictEqual } from "node:util";
import { HarnessError, messageOf } from "../../core/errors.ts";
import { apiVersions, group } from "../api/names.ts";
import type { TanzuKubernetesCluster } from "../api/tanzu-kubernetes-cluster.ts";
import type { TanzuKubernetesClusterV1alpha1 } from "../api/tanzu-kubernetes-cluster-v1alpha1.ts";
import { asJson, type Loose } from "./loose.ts";
import { mergeThreeWays } from "./three-way-merge.ts";
import { specAsV1alpha1, statusAsV1alpha1 } from "./to-v1alpha1.ts";
import { specAsV1alpha2, statusAsV1alpha2 } from "./to-v1alpha2.ts";

/** A TanzuKubernetesCluster in either version. */
export type AnyCluster = Loose<TanzuKubernetesCluster> | Loose<TanzuKubernetesClusterV1alpha1>;

/** Where an object carries what its own version cannot say, by the version that can. */
export const keptAnnotations = {
  [apiVersions.v1alpha1]: `${group}/v1alpha1-data`,
  [apiVersions.v1alpha2]: `${group}/v1alpha2-data`,
} as const;

type Version = keyof typeof keptAnnotations;

/** What is said differently in the two versions; settings are not. */
interface Parts {
  readonly spec: object | undefined;
  readonly status: object | undefined;
}

const translations: Readonly<Record<Version, (parts: Parts) => Parts>> = {
  [apiVersions.v1alpha1]: ({ spec, status }) =>
    asJson({ spec: spec && specAsV1alpha1(spec), status: status && statusAsV1alpha1(status) }),
  [apiVersions.v1alpha2]: ({ spec, status }) =>
    asJson({ spec: spec && specAsV1alpha2(spec), status: status && statusAsV1alpha2(status) }),
};

/**
 * The same cluster in another version. What that version cannot say goes into an annotation, and comes back out of it
 * with the changes that were made meanwhile.
 * @throws HarnessError `bad-input` for another kind or version, and for a change that the annotation contradicts
 */
export function convert(cluster: AnyCluster, to: string): AnyCluster {
  const from = cluster.apiVersion;
  if (cluster.kind !== "TanzuKubernetesCluster" || !isVersion(from) || !isVersion(to)) {
    throw new HarnessError({
      code: "bad-input",
      message: `Converting ${cluster.kind ?? "an object"} of ${from ?? "no version"} to ${to}: this is for TanzuKubernetesClusters of ${Object.keys(keptAnnotations).join(" and ")}`,
      hint: "kubectl api-resources --api-group run.tanzu.vmware.com",
    });
  }
  if (from === to) return cluster;
  const { settings, ...spec } = cluster.spec ?? {};
  const parts: Parts = asJson({ spec: cluster.spec && spec, status: cluster.status });
  const { [keptAnnotations[to]]: keptText, ...annotations } = cluster.metadata?.annotations ?? {};
  const translated = translations[to](parts);
  const restored = keptText === undefined ? translated : restore(translated, keptText, { from, to });
  const kept = partsThatDiffer(parts, translations[from](restored));
  const carried = {
    ...annotations,
    ...(kept === undefined ? {} : { [keptAnnotations[from]]: JSON.stringify(kept) }),
  };
  const { annotations: _, ...metadata } = cluster.metadata ?? {};
  return {
    ...cluster,
    apiVersion: to,
    metadata: { ...metadata, ...(Object.keys(carried).length === 0 ? {} : { annotations: carried }) },
    ...(restored.spec && { spec: { ...restored.spec, ...(settings && { settings }) } }),
    ...(restored.status && { status: restored.status }),
  };
}

function isVersion(version: string | undefined): version is Version {
  return version !== undefined && Object.hasOwn(keptAnnotations, version);
}

/** What would be lost on the way there and back. */
function partsThatDiffer(parts: Parts, back: Parts): Partial<Parts> | undefined {
  const { spec, status } = parts;
  const kept = {
    ...(spec && !isDeepStrictEqual(spec, back.spec) && { spec }),
    ...(status && !isDeepStrictEqual(status, back.status) && { status }),
  };
  return Object.keys(kept).length === 0 ? undefined : kept;
}

function restore(
  translated: Parts,
  keptText: string,
  { from, to }: { readonly from: Version; readonly to: Version },
): Parts {
  const kept = read(keptText, to);
  if (kept === undefined) return translated;
  const base = translations[to](translations[from](kept));
  const part = (key: keyof Parts) =>
    kept[key] && translated[key]
      ? (mergeThreeWays({ base: base[key], mine: translated[key], kept: kept[key] }, key) as object) // as: of objects
      : translated[key];
  return { spec: part("spec"), status: part("status") };
}

/**
 * What an annotation holds. One that somebody has broken is an error to who writes v1alpha1; to who reads it, for whom
 * v1alpha2 is only translated, it is nothing: a cluster that cannot be read cannot be repaired either.
 */
function read(text: string, to: Version): Parts | undefined {
  try {
    const kept = JSON.parse(text) as Partial<Parts>; // as: looked at here
    const { spec, status } = kept;
    if (![kept, spec ?? {}, status ?? {}].every((part) => typeof part === "object" && !Array.isArray(part))) {
      throw new SyntaxError("it is no object of objects");
    }
    return { spec, status };
  } catch (cause) {
    if (to === apiVersions.v1alpha1) return undefined;
    throw new HarnessError({
      code: "bad-input",
      message: `Converting to ${to}: metadata.annotations["${keptAnnotations[to]}"] cannot be read: ${messageOf(cause)}`,
      hint: "leave it as it was, or remove it and what only v1alpha2 can say with it",
      cause,
    });
  }
}
