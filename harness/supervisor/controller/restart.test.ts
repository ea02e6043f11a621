import { describe, expect, it } from "vitest";
import { testCa, testConfiguration, testPool } from "../objects/cluster-under-test.ts";
import { key, TestSupervisor } from "./controller-under-test.ts";
import { clusterApiActs } from "./fake-cluster-api.ts";

/** What users do, beginning from what is there. */
const stories: Readonly<Record<string, { before: "nothing" | "running"; act: (s: TestSupervisor) => void }>> =
  {
    creation: {
      before: "nothing",
      act: ({ api }) => api.put(testConfiguration(testCa("harbor-ca"))),
    },
    "another class, another pool and a CA": {
      before: "running",
      act: (supervisor) => {
        supervisor.api.put(testConfiguration(testCa("harbor-ca")));
        supervisor.edit(({ topology: { controlPlane }, ...spec }) => {
          const nodePools = [testPool("more"), testPool("last", { replicas: 2 })];
          const topology = { controlPlane: { ...controlPlane, vmClass: "guaranteed-large" }, nodePools };
          return { ...spec, topology };
        });
      },
    },
    deletion: { before: "running", act: ({ api }) => api.remove(key) },
  };

async function begun(name: string): Promise<TestSupervisor> {
  const { before, act } = stories[name] ?? { before: "nothing", act: () => undefined };
  const supervisor = new TestSupervisor();
  if (before === "running") await supervisor.settle();
  supervisor.api.calls.length = 0;
  act(supervisor);
  return supervisor;
}

/** Ends the process at its n-th call: before it reaches the API server, or before its answer comes back. */
function killAt(supervisor: TestSupervisor, n: number, moment: "before" | "after"): void {
  let calls = 0;
  supervisor.api.interrupt = (_call, when) => {
    if (when === moment && (calls += 1) === n) throw new Error("killed");
  };
}

// Some hundred short lives each.
describe.each(Object.keys(stories))("%s ends as ever", { timeout: 60_000 }, (name) => {
  it.each(["before", "after"] as const)(
    "whenever the controller is killed %s a call is carried out",
    async (moment) => {
      const whole = await begun(name);
      await whole.settle();
      const calls = whole.api.calls.length;
      expect(calls).toBeGreaterThan(10);
      for (let n = 1; n <= calls; n += 1) {
        const supervisor = await begun(name);
        killAt(supervisor, n, moment);
        await expect(supervisor.settle(), `call ${n}`).rejects.toThrow("killed");
        clusterApiActs(supervisor.api);
        supervisor.api.interrupt = () => undefined;
        await supervisor.settle();
        expect(supervisor.state(), `killed ${moment} call ${n}`).toEqual(whole.state());
        const said = new Set(supervisor.api.events.map(({ reason }) => reason));
        expect(said, `killed ${moment} call ${n}`).toEqual(
          new Set(whole.api.events.map(({ reason }) => reason)),
        );
      }
    },
  );
});
