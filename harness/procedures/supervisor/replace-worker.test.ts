import { expect, it } from "vitest";
import type { WorkloadCluster } from "../../cluster/index.ts";
import { fakeMachine, fakeMachineLists } from "../../cluster/tkg/fake-machines.ts";
import type { Machine } from "../../cluster/tkg/machines.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { replaceWorker } from "./replace-worker.ts";

const running = { phase: "Running" };
const controlPlane = fakeMachine("tkc-control-plane-a", running);
const [old, goes, starts, runs] = [
  fakeMachine("tkc-workers-a", running),
  fakeMachine("tkc-workers-a", { phase: "Deleting" }),
  fakeMachine("tkc-workers-b", { phase: "Provisioned" }),
  fakeMachine("tkc-workers-b", running),
];

/** A cluster whose Machines are listed like this, look by look. */
function clusterWith(
  kubectl: Awaited<ReturnType<typeof fakeKubectl>>,
  lists: readonly (readonly Machine[])[],
) {
  const kube = fakeMachineLists(...lists);
  const management = { kube, kubectl: kubectl.options };
  // as: nothing else of it is used.
  return { kube, cluster: { name: "tkc", namespace: "ns1", management } as unknown as WorkloadCluster };
}

it("deletes the worker's Machine, and waits until another runs in its place and it is gone", async () => {
  await using kubectl = await fakeKubectl({ when: "delete machine *" });
  const { kube, cluster } = clusterWith(kubectl, [
    [controlPlane, old],
    [controlPlane, goes, starts],
    [controlPlane, goes, runs],
    [controlPlane],
    [controlPlane, starts],
    [controlPlane, runs],
  ]);
  expect(await replaceWorker({ cluster })).toBe("tkc-workers-a");
  expect(kube.asked).toHaveLength(6);
  expect(await kubectl.calls()).toEqual(["delete machine tkc-workers-a --namespace ns1 --wait=false"]);
});

it("says that there is no worker", async () => {
  await using kubectl = await fakeKubectl();
  const { cluster } = clusterWith(kubectl, [[controlPlane]]);
  await expect(replaceWorker({ cluster })).rejects.toThrow("Replacing a worker of cluster tkc: it has none");
});
