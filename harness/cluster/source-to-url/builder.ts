import { budgets } from "../../core/budgets.ts";
import { notYet, ready } from "../../core/wait-for.ts";
import type { KubectlOptions } from "../../tools/kubectl/kubectl.ts";
import type { Kube } from "../kube/kube.ts";
import { watchUntil } from "../kube/watch-until.ts";
import { applyObjects, listOf } from "./apply.ts";
import { namespaces } from "./names.ts";

/** Buildpacks that build together, as a ClusterBuilder names them. */
export interface BuilderGroup {
  readonly group: readonly {
    readonly id: string;
    /** The newest that the store has, unless told. */
    readonly version?: string | undefined;
    readonly optional?: boolean | undefined;
  }[];
}

/** What a builder is made of: ours, or Paketo's, or any other's. */
export interface BuilderParts {
  /** Images of buildpacks. */
  readonly store: readonly string[];
  readonly stack: { readonly id: string; readonly build: string; readonly run: string };
  /** In the order in which they are asked. */
  readonly order: readonly BuilderGroup[];
}

/** The same as a ClusterBuilder has it: names in the registry. */
export interface BuilderImages extends BuilderParts {
  /** Where the builder goes: `<registry host>/demo/clusterbuilder:base`. */
  readonly tag: string;
}

/** ClusterStore `default`, ClusterStack `base` and ClusterBuilder `base` (seed 002). */
export function builderObjects({ store, stack, order, tag }: BuilderImages): object[] {
  const serviceAccountRef = { name: "default", namespace: namespaces.workloads };
  const object = (kind: string, name: string, spec: object) => ({
    ...{ apiVersion: "kpack.io/v1alpha2", kind, metadata: { name }, spec: { serviceAccountRef, ...spec } },
  });
  return [
    object("ClusterStore", "default", { sources: store.map((image) => ({ image })) }),
    object("ClusterStack", "base", {
      id: stack.id,
      buildImage: { image: stack.build },
      runImage: { image: stack.run },
    }),
    object("ClusterBuilder", "base", {
      tag,
      stack: { kind: "ClusterStack", name: "base" },
      store: { kind: "ClusterStore", name: "default" },
      order,
    }),
  ];
}

/** A condition of an object of kpack, and the generation that it speaks of. */
interface Conditioned {
  readonly metadata: { readonly generation?: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly latestImage?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly message?: string;
    }[];
  };
}

export interface InstallBuilderInput {
  readonly images: BuilderImages;
  readonly kube: Pick<Kube, "follow">;
  readonly kubectl: KubectlOptions;
}

/**
 * Makes the builder and waits until kpack has pushed its image; gives that.
 * @throws HarnessError `timeout` with what kpack says of it
 */
export async function installBuilder({ images, kube, kubectl }: InstallBuilderInput): Promise<string> {
  await applyObjects("the builder", listOf(builderObjects(images)), kubectl);
  return watchUntil({
    kube,
    path: "/apis/kpack.io/v1alpha2/clusterbuilders",
    fieldSelector: "metadata.name=base",
    what: "ClusterBuilder base to be Ready",
    look: ({ metadata, status }: Conditioned) => {
      const condition = status?.conditions?.find(({ type }) => type === "Ready");
      if (condition === undefined || status?.observedGeneration !== metadata.generation)
        return notYet("kpack has not looked at it");
      if (condition.status === "True") return ready(status?.latestImage ?? "");
      return notYet(condition.message ?? `Ready is ${condition.status}`);
    },
    budget: budgets.builderReady,
    signal: kubectl.signal,
    hint: `kubectl --kubeconfig ${kubectl.kubeconfig} describe clusterstore,clusterstack,clusterbuilder`,
  });
}
