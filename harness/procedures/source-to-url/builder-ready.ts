import { type Kube, watchUntil } from "../../cluster/index.ts";
import { budgets } from "../../core/budgets.ts";
import { notYet, ready } from "../../core/wait-for.ts";
import type { KubectlOptions } from "../../tools/kubectl/kubectl.ts";

export interface BuilderReadyInput {
  readonly cluster: { readonly kubectl: KubectlOptions; readonly kube: Pick<Kube, "follow"> };
  /** The `metadata.generation` of the ClusterStack that it has to be made of; any unless told. */
  readonly stackGeneration?: number;
}

/** A ClusterBuilder, as far as it is looked at. */
interface ClusterBuilder {
  readonly metadata: { readonly generation?: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly observedStackGeneration?: number;
    readonly latestImage?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly message?: string;
    }[];
  };
}

/**
 * Waits until ClusterBuilder `base` is what it is to be, and gives its image. `Ready` alone says only that there is one.
 * @throws HarnessError `timeout` with what kpack says of it
 */
export function builderReady({ cluster, stackGeneration = 0 }: BuilderReadyInput): Promise<string> {
  const { kube, kubectl } = cluster;
  return watchUntil({
    kube,
    path: "/apis/kpack.io/v1alpha2/clusterbuilders",
    fieldSelector: "metadata.name=base",
    what: "ClusterBuilder base to be up to date",
    look: ({ metadata, status = {} }: ClusterBuilder) => {
      const { conditions = [], observedGeneration, observedStackGeneration = 0, latestImage = "" } = status;
      if (observedGeneration !== metadata.generation) return notYet("kpack has not looked at it");
      const bad = conditions.find((condition) => condition.status !== "True");
      if (bad !== undefined) return notYet(`${bad.type} is ${bad.status}: ${bad.message ?? ""}`);
      if (conditions.length === 0) return notYet("kpack has not said anything of it");
      return observedStackGeneration < stackGeneration
        ? notYet("it is made of the stack as it was before")
        : ready(latestImage);
    },
    budget: budgets.builderReady,
    signal: kubectl.signal,
    hint: `kubectl --kubeconfig ${kubectl.kubeconfig} describe clusterstore,clusterstack,clusterbuilder`,
  });
}
