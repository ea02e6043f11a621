import { describe, expect, it } from "vitest";
import { fakeFollow, type FakeWatch } from "../kube/fake-kube.ts";
import type { Kube } from "../kube/kube.ts";
import { fakeMachine } from "./fake-machines.ts";
import type { Machine } from "./machines.ts";
import {
  controlPlaneInitialized,
  controlPlaneRolledOut,
  inPlace,
  rolledOut,
  workersRolledOut,
} from "./rollouts.ts";

const abc = { name: "abc", namespace: "team" };
const { signal } = new AbortController();

/** A management cluster whose watches say this, and its Machines; as: nothing else of the client is asked for. */
const following = (watch: FakeWatch, machines: readonly Machine[] = three) =>
  Object.assign(fakeFollow(watch), {
    custom: { listNamespacedCustomObject: () => Promise.resolve({ items: machines }) },
  }) as unknown as Kube & { readonly begun: string[] };

const isRunning = { phase: "Running" };
const three = ["abc-control-plane", "abc-md-0"].flatMap((part) =>
  [1, 2, 3].map((index) => fakeMachine(`${part}-${index}`, isRunning)),
);
const done = { observedGeneration: 2, replicas: 3, updatedReplicas: 3, readyReplicas: 3 };
const object = (status: object | undefined) => ({
  metadata: { name: "abc-md-0", generation: 2 },
  spec: { replicas: 3 },
  ...(status === undefined ? {} : { status }),
});

describe("rolledOut", () => {
  it("is when all replicas follow the latest specification", () => {
    expect(rolledOut(object(done))).toEqual({ ready: true, value: 3 });
  });

  it("counts one where the specification says no number", () => {
    const status = { observedGeneration: 2, replicas: 1, updatedReplicas: 1, readyReplicas: 1 };
    expect(rolledOut({ ...object(status), spec: {} }).ready).toBe(true);
    expect(rolledOut({ ...object(done), spec: {} }).ready).toBe(false);
  });

  it.each([
    ["no status", undefined],
    ["an old generation", { ...done, observedGeneration: 1 }],
  ])("is not with %s: the controller has not looked yet", (_what, status) => {
    expect(rolledOut(object(status))).toEqual({ ready: false, saw: "the change is not seen yet" });
  });

  it.each([
    ["the old one is still there", { ...done, replicas: 4 }, "4 there, 3 updated, 3 ready of 3"],
    ["one is old", { ...done, updatedReplicas: 2 }, "3 there, 2 updated, 3 ready of 3"],
    ["one is not ready", { ...done, readyReplicas: 2 }, "3 there, 3 updated, 2 ready of 3"],
    ["none is ready", { ...done, readyReplicas: undefined }, "3 there, 3 updated, 0 ready of 3"],
  ])("is not while %s", (_what, status, counts) => {
    expect(rolledOut(object(status))).toEqual({ ready: false, saw: `${counts}; no condition yet` });
  });

  it("never is when somebody has deleted it: waiting on would only hide that", async () => {
    const gone = object(done);
    const deleted = { ...gone, metadata: { ...gone.metadata, deletionTimestamp: "2026-11-21T15:00:00Z" } };
    const message = "Waiting for abc-md-0: somebody has deleted it or its cluster at 2026-11-21T15:00:00Z";
    expect(() => rolledOut(deleted)).toThrow(message);
    await expect(controlPlaneInitialized(following({ objects: [deleted] }), abc, signal)).rejects.toThrow(
      message,
    );
  });

  it("says which condition does not hold, and why", () => {
    const conditions = [
      { type: "Ready", status: "True" },
      { type: "MachinesReady", status: "False", reason: "Bootstrapping", message: "1 of 3 completed" },
      { type: "Resized", status: "False" },
    ];
    expect(rolledOut(object({ ...done, readyReplicas: 2, conditions }))).toMatchObject({
      saw: "3 there, 3 updated, 2 ready of 3; MachinesReady is False: Bootstrapping: 1 of 3 completed",
    });
  });

  it("does not say that there are no conditions where all of them hold", () => {
    const conditions = [{ type: "Ready", status: "True" }];
    expect(rolledOut(object({ ...done, replicas: 4, conditions }))).toMatchObject({
      saw: "4 there, 3 updated, 3 ready of 3; every condition is True",
    });
  });
});

describe("a rollout", () => {
  const rolling = { ...done, updatedReplicas: 0 };

  it("of the control plane is over when the object of that name says so", async () => {
    const kube = following({ objects: [object(rolling), object(done)] });

    await controlPlaneRolledOut(kube, abc, signal);
    expect(kube.begun).toEqual([
      "/apis/controlplane.cluster.x-k8s.io/v1beta1/namespaces/team/kubeadmcontrolplanes?metadata.name=abc-control-plane",
    ]);
  });

  it("of the workers likewise", async () => {
    const kube = following({ objects: [object(rolling), object(done)] });
    await workersRolledOut(kube, abc, signal);
    expect(kube.begun).toEqual([
      "/apis/cluster.x-k8s.io/v1beta1/namespaces/team/machinedeployments?metadata.name=abc-md-0",
    ]);
  });

  it.each([
    ["control plane", controlPlaneRolledOut],
    ["workers", workersRolledOut],
  ])("of the %s is not over before that, and ends with whoever stops it", async (_part, wait) => {
    const stop = new AbortController();
    const kube = following({ objects: [object(rolling)] });
    const over = wait(kube, abc, stop.signal);
    stop.abort(new Error("Ctrl-C"));
    await expect(over).rejects.toThrow("Ctrl-C");
  });
});

describe("inPlace", () => {
  it("is when just as many run as are wanted", () => {
    expect(inPlace(three.slice(0, 3), 3).ready).toBe(true);
  });

  it.each([
    [
      "one was made a moment ago",
      [...three.slice(0, 3), fakeMachine("abc-control-plane-new", { phase: "Pending" })],
    ],
    ["one goes", [...three.slice(0, 2), fakeMachine("abc-control-plane-old", { phase: "Deleting" })]],
    ["one is missing", three.slice(0, 2)],
  ])("is not while %s, whatever their owner counts", (_what, machines) => {
    expect(inPlace(machines, 3)).toMatchObject({ ready: false });
  });

  it("is what a rollout waits for at last", async () => {
    const stop = new AbortController();
    const late = [...three, fakeMachine("abc-control-plane-late", { phase: "Provisioning" })];
    const kube = following({ objects: [object(done)] }, late);
    await expect(workersRolledOut(kube, abc, signal)).resolves.toBeUndefined();
    const over = controlPlaneRolledOut(following({ objects: [object(done)] }, late), abc, stop.signal);
    stop.abort(new Error("Ctrl-C"));
    await expect(over).rejects.toThrow("Ctrl-C");
  });
});

describe("controlPlaneInitialized", () => {
  it("waits for the word, not for replicas", async () => {
    const stop = new AbortController();
    const kube = following({ objects: [object(done), object({ initialized: false })] });
    const over = controlPlaneInitialized(kube, abc, stop.signal);
    stop.abort(new Error("Ctrl-C"));
    await expect(over).rejects.toThrow("Ctrl-C");

    const initialized = following({ objects: [object(undefined), object({ initialized: true })] });
    await expect(controlPlaneInitialized(initialized, abc, signal)).resolves.toBeUndefined();
    expect(initialized.begun).toEqual(kube.begun);
  });
});
