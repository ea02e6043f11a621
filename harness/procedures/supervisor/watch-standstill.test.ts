import { describe, expect, it } from "vitest";
import type { WorkloadCluster } from "../../cluster/index.ts";
import { standingOf, watchStandstill } from "./watch-standstill.ts";

const budget = { name: "standstill", limit: 20, every: 5 };

const object = (name: string, generation = 1, uid = `uid-of-${name}`) => ({
  metadata: { name, uid, generation },
});
const still = {
  kubeadmcontrolplanes: [object("a-control-plane")],
  machinedeployments: [object("a-workers-x")],
  machines: [object("a-control-plane-1"), object("a-workers-x-1")],
};

type Round = Partial<typeof still>;

/** A Supervisor that lists these objects, round by round; the last round stays. */
function clusterWith(...rounds: readonly Round[]) {
  const asked: Record<string, number> = {};
  const listNamespacedCustomObject = ({ plural, labelSelector }: Record<string, string>) => {
    expect(labelSelector).toBe("cluster.x-k8s.io/cluster-name=a");
    const round = (asked[plural ?? ""] ??= -1) + 1;
    asked[plural ?? ""] = round;
    const objects = { ...still, ...rounds[Math.min(round, rounds.length - 1)] };
    return Promise.resolve({ items: objects[plural as keyof typeof still] }); // as: what it is asked for
  };
  const management = { kube: { custom: { listNamespacedCustomObject } }, kubectl: {} };
  // as: nothing else of it is used.
  return { name: "a", namespace: "ns1", management } as unknown as WorkloadCluster;
}

async function watched(...rounds: readonly Round[]) {
  const cluster = clusterWith({}, ...rounds);
  const before = await standingOf(cluster);
  return watchStandstill({ cluster, before, budget });
}

describe("watchStandstill", () => {
  it("succeeds with what stayed, when all of it stayed to the end", async () => {
    expect(await watched({})).toEqual({
      command: "kubectl get kubeadmcontrolplane,machinedeployment,machine --namespace ns1 --watch",
      succeeded: true,
      text: [
        "as before for 0.02 s:",
        "KubeadmControlPlane a-control-plane, generation 1",
        "Machine a-control-plane-1 uid-of-a-control-plane-1",
        "Machine a-workers-x-1 uid-of-a-workers-x-1",
        "MachineDeployment a-workers-x, generation 1",
      ].join("\n"),
    });
  });

  it("does not mind what happens to a Machine that stays", async () => {
    const machines = [object("a-control-plane-1", 2), object("a-workers-x-1", 7)];
    expect(await watched({}, { machines })).toMatchObject({ succeeded: true });
  });

  it.each([
    [
      "a changed control plane",
      { kubeadmcontrolplanes: [object("a-control-plane", 2)] },
      "- KubeadmControlPlane a-control-plane, generation 1\n+ KubeadmControlPlane a-control-plane, generation 2",
    ],
    [
      "changed workers",
      { machinedeployments: [object("a-workers-x", 2)] },
      "- MachineDeployment a-workers-x, generation 1\n+ MachineDeployment a-workers-x, generation 2",
    ],
    [
      "a new Machine",
      { machines: [...still.machines, object("a-workers-x-2")] },
      "+ Machine a-workers-x-2 uid-of-a-workers-x-2",
    ],
    [
      "a Machine in place of another",
      { machines: [object("a-control-plane-1"), object("a-workers-x-1", 1, "another")] },
      "- Machine a-workers-x-1 uid-of-a-workers-x-1\n+ Machine a-workers-x-1 another",
    ],
  ])("ends at %s, even if it is undone", async (_, round: Round, text) => {
    expect(await watched({}, round, {})).toMatchObject({ succeeded: false, text });
  });
});
