import { describe, expect, it } from "vitest";
import { announcementsOf } from "./announcements.ts";
import type { StoredCluster } from "./cluster-input.ts";
import { testCluster } from "./cluster-under-test.ts";
import type { Replicated } from "./replicated.ts";
import type { Observed } from "./status-conditions.ts";
import { statusOf, type StatusInput } from "./status.ts";

const now = Date.UTC(2026, 10, 22, 2, 0, 0);

function replicated(
  name: string,
  wanted: number,
  ready = wanted,
  said: Replicated["status"] = {},
): Replicated {
  const counts = { replicas: wanted, updatedReplicas: wanted, readyReplicas: ready };
  return {
    metadata: { name, generation: 1 },
    spec: { replicas: wanted },
    status: { observedGeneration: 1, initialized: true, ...counts, ...said },
  };
}

const cluster = {
  metadata: { name: "tkc-cluster-1" },
  spec: { controlPlaneEndpoint: { host: "172.18.0.5", port: 6443 } },
  status: { infrastructureReady: true },
};

const done: Observed = {
  cluster,
  cni: { status: { conditions: [{ type: "ReconcileSucceeded", status: "True" }] } },
  controlPlane: replicated("tkc-cluster-1-control-plane", 1),
  workers: [replicated("tkc-cluster-1-workers-abcde", 2)],
};

const statusWith = (observed: Observed, said: Partial<StatusInput> = {}) =>
  statusOf({ tkc: testCluster(), observed, now, ...said });

/** Type, status, reason and message of each condition that is not True. */
const troubles = (observed: Observed, said: Partial<StatusInput> = {}) =>
  statusWith(observed, said)
    .conditions?.filter(({ status }) => status !== "True")
    .map(({ type, reason = "", message = "" }) => `${type} ${reason}: ${message}`);

function after(observed: Observed, said: Partial<StatusInput> = {}): StoredCluster {
  return { ...testCluster(), status: statusWith(observed, said) };
}

describe("a cluster that comes up", () => {
  it("waits for its infrastructure, its first API server, its control plane, its pools", () => {
    expect(troubles({ workers: [] })).toEqual([
      "Ready WaitingForConditions: ControlPlaneReady: no load balancer yet",
      "ControlPlaneReady WaitingForClusterInfrastructure: no load balancer yet",
      "NodePoolsReady WaitingForControlPlaneInitialized: workers join a control plane that answers",
      "AddonsReady WaitingForControlPlaneInitialized: addons need an API server that answers",
    ]);
    const controlPlane = replicated("cp", 3, 0, { initialized: false });
    expect(troubles({ cluster, controlPlane, workers: [] })?.[0]).toBe(
      "Ready WaitingForConditions: ControlPlaneReady: no API server answers yet",
    );
    expect(
      troubles({ ...done, controlPlane: replicated("cp", 3, 1, { replicas: 2, updatedReplicas: 2 }) }),
    ).toEqual([
      "Ready WaitingForConditions: ControlPlaneReady: 2 there, 2 updated, 1 ready of 3",
      "ControlPlaneReady WaitingForControlPlane: 2 there, 2 updated, 1 ready of 3",
    ]);
    expect(troubles({ ...done, workers: [] })?.[1]).toBe("NodePoolsReady NodePoolsUpdating: 1 not made yet");
  });

  it("is running when all that is there follows the latest specification", () => {
    expect(troubles(done)).toEqual([]);
    expect(statusWith(done)).toMatchObject({ phase: "running", totalWorkerReplicas: 2 });
    const unseen = { ...replicated("x", 2), metadata: { name: "x", generation: 2 } };
    expect(troubles({ ...done, workers: [unseen] })?.[1]).toBe(
      "NodePoolsReady NodePoolsUpdating: x: the change is not seen yet",
    );
    expect(statusWith({ ...done, workers: [unseen] }).phase).toBe("creating");
  });

  it("says that its network is not there yet, and why that could not be brought", () => {
    const failed = {
      conditions: [{ type: "ReconcileFailed", status: "True" }],
      usefulErrorMessage: "kapp: i/o timeout",
    };
    expect(troubles({ ...done, cni: undefined })?.[1]).toBe(
      "AddonsReady WaitingForAddons: the Pod network is not there yet",
    );
    expect(troubles({ ...done, cni: { status: failed } })?.[1]).toBe(
      "AddonsReady AddonsReconciliationFailed: kapp: i/o timeout",
    );
  });

  it("says what stands in a machine's way, and what has failed", () => {
    const condition = { type: "Ready", status: "False", severity: "Error", message: "no such image" };
    const stuck = replicated("x", 2, 0, { conditions: [condition] });
    expect(troubles({ ...done, workers: [stuck] })?.[1]).toBe(
      "NodePoolsReady NodePoolsUpdating: x: 2 there, 2 updated, 0 ready of 2; no such image",
    );
    const failed = replicated("x", 2, 0, { phase: "Failed" });
    const status = statusWith({ ...done, workers: [failed] });
    expect(status.conditions?.[0]).toMatchObject({ type: "Ready", severity: "Error" });
    expect(status.conditions?.[2]).toMatchObject({ reason: "NodePoolsFailed" });
  });
});

describe("phases", () => {
  const late = { ...done, workers: [replicated("x", 2, 1)] };

  it("of a cluster that has been usable are those of an update", () => {
    expect(statusWith(late, { tkc: after(done) }).phase).toBe("updating");
    expect(statusWith(done, { tkc: after(done), isBegun: true }).phase).toBe("updating");
    expect(statusWith(done, { tkc: after(done), refusal: "no" }).phase).toBe("updateFailed");
  });

  it("of one that has not are those of a creation", () => {
    expect(statusWith(late).phase).toBe("creating");
    expect(statusWith(done, { isBegun: true }).phase).toBe("creating");
    expect(statusWith(late, { refusal: "no" }).phase).toBe("failed");
    expect(statusWith(late, { tkc: after(late, { refusal: "no" }) }).phase).toBe("creating");
  });

  it("end with its deletion, whatever else is", () => {
    const tkc = testCluster();
    const deleted = { ...tkc, metadata: { ...tkc.metadata, deletionTimestamp: "2026-11-22T02:00:00Z" } };
    expect(statusWith(done, { tkc: deleted, refusal: "no" })).toMatchObject({
      phase: "deleting",
      conditions: [{ type: "Ready", status: "False", reason: "Deleting" }, {}, {}, {}],
    });
  });
});

it("a condition keeps the time of its last change of status", () => {
  const before = after({ workers: [] });
  const later = { now: now + 60_000, tkc: before };
  const times = statusWith({ cluster, workers: [] }, later).conditions?.map(
    (each) => each.lastTransitionTime,
  );
  expect(new Set(times)).toEqual(new Set(["2026-11-22T02:00:00Z"]));
  expect(statusWith(done, later).conditions?.[0]?.lastTransitionTime).toBe("2026-11-22T02:01:00Z");
});

describe("announcementsOf", () => {
  const said = (before: StoredCluster | undefined, next: StoredCluster) =>
    announcementsOf(before?.status, next.status ?? {}).map(
      ({ type, reason, message }) => `${type} ${reason}: ${message}`,
    );

  it("tells a creation, a change and when it is done, each once", () => {
    const creating = after({ workers: [] });
    const running = after(done, { tkc: creating });
    const updating = after(done, { tkc: running, isBegun: true });
    expect(said(undefined, creating)).toEqual(["Normal Creating: The cluster is created"]);
    expect(said(creating, creating)).toEqual([]);
    expect(said(creating, running)).toEqual(["Normal Ready: Control plane, node pools and addons are ready"]);
    expect(said(running, updating)).toEqual(["Normal Updating: generation 1 is carried out"]);
  });

  it("tells a refusal, and another one, by its words", () => {
    const refused = after(done, { refusal: "no such class" });
    const otherwise = after(done, { tkc: refused, refusal: "no such release" });
    expect(said(after(done), refused)).toEqual(["Warning Refused: no such class"]);
    expect(said(refused, refused)).toEqual([]);
    expect(said(refused, otherwise)).toEqual(["Warning Refused: no such release"]);
  });
});
