import { describe, expect, it } from "vitest";
import type { WorkloadCluster } from "../../cluster/index.ts";
import { fakeMachine, fakeMachineLists } from "../../cluster/tkg/fake-machines.ts";
import type { Machine } from "../../cluster/tkg/machines.ts";
import { checkReplaced, checkUntouched, machinesOf, type Part } from "./check-machines.ts";

const controlPlane = (n: number) => fakeMachine(`abc-control-plane-${n}`, { phase: "Running" });
const worker = (n: number) => fakeMachine(`abc-md-0-${n}`, { phase: "Running" });

/** The cluster abc as it is now. */
function clusterOf(...now: readonly Machine[]): WorkloadCluster {
  const management = { kube: fakeMachineLists(now) };
  // as: what else there is of a cluster is not looked at.
  return { name: "abc", namespace: "team", management } as unknown as WorkloadCluster;
}

const before = [controlPlane(1), controlPlane(2), worker(1)];
const replaced = (part: Part, ...now: readonly Machine[]) =>
  checkReplaced({ cluster: clusterOf(...now), before, part });
const untouched = (part: Part, ...now: readonly Machine[]) =>
  checkUntouched({ cluster: clusterOf(...now), before, part });

describe("machinesOf", () => {
  it("lists the Machines of the cluster", async () => {
    expect(await machinesOf(clusterOf(...before))).toEqual(before);
  });
});

describe("checkReplaced", () => {
  it("succeeds when every Machine of the part is another one, whatever became of the rest", async () => {
    expect(await replaced("control plane", controlPlane(3), controlPlane(4), worker(1))).toEqual({
      command: "kubectl get machine",
      succeeded: true,
      text: "before: abc-control-plane-1 Running, abc-control-plane-2 Running\nnow: abc-control-plane-3 Running, abc-control-plane-4 Running",
    });
    expect((await replaced("workers", controlPlane(1), worker(2))).succeeded).toBe(true);
  });

  it("goes by the Machine, not by its name", async () => {
    const again = fakeMachine("abc-md-0-1", { uid: "another" });
    expect((await replaced("workers", again)).succeeded).toBe(true);
  });

  it.each([
    ["one is still the old one", [controlPlane(1), controlPlane(3)]],
    ["an old one is still there", [controlPlane(1), controlPlane(3), controlPlane(4)]],
    ["one is missing", [controlPlane(3)]],
    ["one was added", [controlPlane(3), controlPlane(4), controlPlane(5)]],
  ])("fails when %s", async (_what, now) => {
    expect((await replaced("control plane", ...now)).succeeded).toBe(false);
  });
});

describe("checkUntouched", () => {
  it("succeeds when all Machines of the part are there, and no other", async () => {
    const now = [worker(7), controlPlane(2), controlPlane(1)];
    expect((await untouched("control plane", ...now)).succeeded).toBe(true);
  });

  it.each([
    ["one is another one", [controlPlane(1), controlPlane(3)]],
    ["one is missing", [controlPlane(1)]],
    ["one was added", [controlPlane(1), controlPlane(2), controlPlane(3)]],
  ])("fails when %s", async (_what, now) => {
    expect((await untouched("control plane", ...now)).succeeded).toBe(false);
  });
});

describe("a check of a part that has no Machine", () => {
  it.each([
    ["checkReplaced", checkReplaced],
    ["checkUntouched", checkUntouched],
  ])("proves nothing, and fails: %s", async (_name, check) => {
    const input = {
      cluster: clusterOf(controlPlane(1)),
      before: [controlPlane(1)],
      part: "workers",
    } as const;
    expect((await check(input)).succeeded).toBe(false);
  });
});
