import { describe, expect, it } from "vitest";
import { fakeMachine, fakeMachineLists } from "./fake-machines.ts";
import { describeMachines, isControlPlane, listMachines } from "./machines.ts";

describe("listMachines", () => {
  it("gives those of one cluster, control planes first", async () => {
    const worker = fakeMachine("abc-md-0-x");
    const [first, second] = [fakeMachine("abc-control-plane-x"), fakeMachine("abc-control-plane-y")];
    const kube = fakeMachineLists([worker, first, second]);
    expect(await listMachines(kube, { name: "abc", namespace: "team" })).toEqual([first, second, worker]);
    expect(kube.asked).toEqual([
      {
        ...{ group: "cluster.x-k8s.io", version: "v1beta1", plural: "machines", namespace: "team" },
        labelSelector: "cluster.x-k8s.io/cluster-name=abc",
      },
    ]);
  });
});

describe("isControlPlane", () => {
  it("goes by the label, whose value is empty", () => {
    const { metadata, ...machine } = fakeMachine("abc-md-0-x");
    expect(isControlPlane(fakeMachine("abc-control-plane-x"))).toBe(true);
    expect(isControlPlane({ metadata, ...machine })).toBe(false);
    expect(isControlPlane({ metadata: { name: "x", uid: "u" }, ...machine })).toBe(false);
  });
});

describe("describeMachines", () => {
  it("names each with its phase", () => {
    const machines = [fakeMachine("abc-control-plane-x", { phase: "Running" }), fakeMachine("abc-md-0-x")];
    expect(describeMachines(machines)).toBe("abc-control-plane-x Running, abc-md-0-x unknown");
  });

  it("says what keeps one from being ready, and of a False without words nothing", () => {
    const conditions = [
      { type: "NodeHealthy", status: "False", reason: "WaitingForNodeRef" },
      { type: "Ready", status: "True", message: "well" },
      { type: "InfrastructureReady", status: "False", reason: "NoContainer", message: "image not found" },
      { type: "Other", status: "False", message: "later" },
    ] as const;
    const machine = (from: number) =>
      fakeMachine("abc-md-0-x", { phase: "Provisioning", conditions: conditions.slice(from) });
    expect(describeMachines([machine(0)])).toBe("abc-md-0-x Provisioning (NoContainer: image not found)");
    expect(describeMachines([machine(3)])).toBe("abc-md-0-x Provisioning (Other: later)");
  });

  it("says that there is none", () => {
    expect(describeMachines([])).toBe("no Machine yet");
  });
});
