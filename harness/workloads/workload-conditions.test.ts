import { describe, expect, it } from "vitest";
import { fakeKubectl } from "../tools/kubectl/fake-kubectl.ts";
import { workloadConditions } from "./workload-conditions.ts";

const when = "get workload hello --namespace default --output jsonpath={.status.conditions}";
const ask = async (stdout: string) => {
  await using kubectl = await fakeKubectl({ when, stdout });
  return await workloadConditions({ cluster: { kubectl: kubectl.options }, name: "hello" });
};

describe("workloadConditions", () => {
  it("has succeeded when the Workload is ready", async () => {
    expect(await ask('[{"type":"Ready","status":"True","reason":"Ready","message":""}]')).toEqual({
      command: "kubectl get workload hello --namespace default",
      succeeded: true,
      text: "Ready=True: Ready",
    });
  });

  it("shows every condition of one that is not", async () => {
    const conditions = [
      { type: "SupplyChainReady", status: "True", reason: "Ready" },
      { type: "Ready", status: "Unknown", reason: "MissingValueAtPath", message: "waiting to read value" },
    ];
    expect(await ask(JSON.stringify(conditions))).toMatchObject({
      succeeded: false,
      text: "SupplyChainReady=True: Ready\nReady=Unknown: MissingValueAtPath: waiting to read value",
    });
  });

  it("takes silence for no answer", async () => {
    await expect(ask("")).rejects.toThrow(
      "Reading the conditions of Workload hello: Cartographer has not looked at it yet",
    );
  });
});
