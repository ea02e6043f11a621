import { type Clock, systemClock } from "../../core/clock.ts";
import type { Kube } from "../kube/kube.ts";
import { chainApi } from "./chain-api.ts";
import { explainObjects, type WorkloadExplanation } from "./explain-workload.ts";
import { chainObjects, readInventory } from "./read-chain.ts";
import { type SupplyChain, supplyChainOf } from "./supply-chain.ts";

/** A Workload at one moment. */
export interface WorkloadSight {
  readonly chain: SupplyChain;
  readonly explanation: WorkloadExplanation;
}

/**
 * Looks at several Workloads of a namespace at once, or at all there are, by name; it is read once.
 * @throws HarnessError `unreachable` or `tool-failed` when the API server does not answer or refuses.
 */
export async function lookAtWorkloads(
  kube: Pick<Kube, "core" | "custom">,
  { namespace, names }: { readonly namespace: string; readonly names?: readonly string[] },
  clock: Clock = systemClock,
): Promise<readonly WorkloadSight[]> {
  const api = chainApi(kube);
  const inventory = await readInventory(api, namespace);
  const all = inventory.workloads.map(({ metadata }) => metadata.name).toSorted();
  return Promise.all(
    (names ?? all).map(async (name) => {
      const objects = chainObjects(inventory, { namespace, name });
      return {
        chain: supplyChainOf(objects, clock.now()),
        explanation: await explainObjects(api, objects),
      };
    }),
  );
}
