import { describe, expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import type { Answer } from "../../tools/fake-program.ts";
import { workloadConditions } from "./workload-conditions.ts";

const when = "get workload hello --namespace default --output jsonpath={.status.conditions}";
const budget = { name: "podRunning", limit: 20, every: 10 };
const ask = async (answer: Omit<Answer, "when">, expected = /Ready/) => {
  await using kubectl = await fakeKubectl({ when, ...answer });
  const cluster = { kubectl: kubectl.options };
  return await workloadConditions({ cluster, name: "hello", expected, budget });
};
const waiting = JSON.stringify([
  { type: "SupplyChainReady", status: "True", reason: "Ready" },
  { type: "Ready", status: "Unknown", reason: "MissingValueAtPath", message: "waiting to read value" },
]);

describe("workloadConditions", () => {
  it("has succeeded when the Workload is ready", async () => {
    const stdout = '[{"type":"Ready","status":"True","reason":"Ready","message":""}]';
    expect(await ask({ stdout })).toEqual({
      command: "kubectl get workload hello --namespace default",
      succeeded: true,
      text: "Ready=True: Ready",
    });
  });

  it("shows every condition of one that is not", async () => {
    expect(await ask({ stdout: waiting }, /^Ready=Unknown: MissingValueAtPath/m)).toMatchObject({
      succeeded: false,
      text: "SupplyChainReady=True: Ready\nReady=Unknown: MissingValueAtPath: waiting to read value",
    });
  });

  it.each([
    ["", /Ready/, "Workload hello to say /Ready/: .* last seen: Cartographer has not looked at it"],
    [waiting, /Healthy/, "Workload hello to say /Healthy/: .* last seen: SupplyChainReady=True: Ready\n"],
  ])("waits while it says %j", async (stdout, expected, message) => {
    await expect(ask({ stdout }, expected)).rejects.toThrow(new RegExp(`^Waiting for ${message}`));
  });

  it("has kubectl's words where there is no Workload", async () => {
    const stderr = 'Error from server (NotFound): workloads.carto.run "hello" not found';
    expect(await ask({ stderr, exitCode: 1 })).toMatchObject({ succeeded: false, text: stderr });
  });
});
