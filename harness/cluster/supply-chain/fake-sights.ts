import { explainObjects } from "./explain-workload.ts";
import { fakeChainApi, type FakeCluster, now, ref } from "./fake-chain.ts";
import type { WorkloadSight } from "./look-at-workloads.ts";
import { chainObjects, readInventory } from "./read-chain.ts";
import { supplyChainOf } from "./supply-chain.ts";

/** For tests: what somebody sees who looks at the Workload of such a cluster. */
export async function fakeSight(
  cluster: FakeCluster,
  logs: Readonly<Record<string, string>> = {},
): Promise<WorkloadSight> {
  const api = fakeChainApi(cluster, logs);
  const objects = chainObjects(await readInventory(api, ref.namespace), ref);
  return { chain: supplyChainOf(objects, now), explanation: await explainObjects(api, objects) };
}
