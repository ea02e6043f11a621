import type { Kube } from "../../cluster/index.ts";
import { namespaces } from "../../cluster/source-to-url/names.ts";
import { budgets } from "../../core/budgets.ts";
import { HarnessError } from "../../core/errors.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";

export interface BuildStepInput {
  readonly cluster: { readonly kube: { readonly core: Pick<Kube["core"], "listNamespacedPod"> } };
  readonly name: string;
  /** A step of kpack's build Pods: `build`. */
  readonly step: string;
  readonly signal?: AbortSignal;
}

/** A Pod that builds. */
export interface BuildingPod {
  readonly name: string;
  /** Its address in the cluster. */
  readonly address: string;
}

/**
 * Waits until a step of an application's latest build runs, and gives its Pod.
 * @throws HarnessError `tool-failed` when the step is over already, `timeout` with what was seen last
 */
export async function buildStepRuns({ cluster, name, step, signal }: BuildStepInput): Promise<BuildingPod> {
  const namespace = namespaces.workloads;
  const labelSelector = `image.kpack.io/image=${name}`;
  return waitFor({
    what: `step ${step} of the build of ${name} to run`,
    look: async () => {
      const { items } = await cluster.kube.core.listNamespacedPod({ namespace, labelSelector });
      const pod = items.toSorted((one, other) => bornAt(other) - bornAt(one))[0];
      const { podIP, initContainerStatuses = [], phase = "no phase" } = pod?.status ?? {};
      const podName = pod?.metadata?.name;
      if (podName === undefined) return notYet("there is no Pod that builds");
      const state = initContainerStatuses.find((status) => status.name === step)?.state;
      if (state?.terminated !== undefined) {
        throw new HarnessError({
          code: "tool-failed",
          message: `Waiting for step ${step} of ${podName} to run: it is over already`,
          hint: `kubectl --namespace ${namespace} logs ${podName} --container ${step}`,
        });
      }
      if (state?.running === undefined || podIP === undefined) return notYet(`${podName} is ${phase}`);
      return ready({ name: podName, address: podIP });
    },
    budget: budgets.appDeployed,
    signal,
  });
}

function bornAt({ metadata }: { readonly metadata?: { readonly creationTimestamp?: Date } }): number {
  return metadata?.creationTimestamp?.getTime() ?? 0;
}
