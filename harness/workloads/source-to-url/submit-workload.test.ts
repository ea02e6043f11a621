import { describe, expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { submitWorkload, workloadSeen } from "./submit-workload.ts";

const hello = { name: "hello", namespace: "default" };

describe("submitWorkload", () => {
  it("applies a Workload of type web with a source", async () => {
    const stdout = "workload.carto.run/hello created";
    await using kubectl = await fakeKubectl({ when: "apply --filename -", stdout });
    expect(await submitWorkload({ cluster: { kubectl: kubectl.options }, ...hello })).toEqual({
      command: "kubectl apply --filename workload.yaml",
      succeeded: true,
      text: stdout,
    });
    expect(JSON.parse(await kubectl.input())).toEqual({
      apiVersion: "carto.run/v1alpha1",
      kind: "Workload",
      metadata: { ...hello, labels: { "app.tanzu.vmware.com/workload-type": "web" } },
      spec: { source: { git: { url: "https://git.tkg.test/hello.git", ref: { branch: "main" } } } },
    });
  });

  it("gives what the webhook refuses as a value", async () => {
    const stderr = 'admission webhook "workload-validator" denied the request: name is too long';
    await using kubectl = await fakeKubectl({ when: "*", stderr, exitCode: 1 });
    const attempt = await submitWorkload({ cluster: { kubectl: kubectl.options }, ...hello });
    expect(attempt).toMatchObject({ succeeded: false, text: stderr });
  });
});

describe("workloadSeen", () => {
  const wait =
    "wait workload/hello --namespace default --timeout=120s --for=jsonpath={.status.conditions[?(@.type=='Ready')].reason}";
  const get = "get workload hello --namespace default --output jsonpath={.status.conditions}";

  it("gives the conditions, once there is a reason among them", async () => {
    const stdout = '[{"reason":"SupplyChainNotFound","status":"False","type":"Ready"}]';
    await using kubectl = await fakeKubectl({ when: "wait *" }, { when: "get *", stdout });
    expect(await workloadSeen({ cluster: { kubectl: kubectl.options }, ...hello })).toEqual({
      command: `kubectl ${get}`,
      succeeded: true,
      text: stdout,
    });
    expect(await kubectl.calls()).toEqual([wait, get]);
  });

  it("fails where Cartographer says nothing", async () => {
    const stderr = "error: timed out waiting for the condition on workloads/hello";
    await using kubectl = await fakeKubectl({ when: "wait *", stderr, exitCode: 1 });
    expect(await workloadSeen({ cluster: { kubectl: kubectl.options }, ...hello })).toEqual({
      command: `kubectl ${wait}`,
      succeeded: false,
      text: stderr,
    });
  });
});
