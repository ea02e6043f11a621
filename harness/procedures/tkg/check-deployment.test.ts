import { describe, expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { checkDeployment } from "./check-deployment.ts";

describe("checkDeployment", () => {
  const typed = "rollout status deployment/web --namespace apps --timeout=120s";

  it.each([
    [0, { stdout: 'deployment "web" successfully rolled out' }],
    [1, { stdout: "Waiting for deployment", stderr: "error: timed out waiting for the condition" }],
  ])("gives what kubectl says, ended with %i", async (exitCode, said) => {
    await using kubectl = await fakeKubectl({ when: typed, ...said, exitCode });
    const cluster = { kubectl: kubectl.options };
    expect(await checkDeployment({ cluster, name: "web", namespace: "apps" })).toEqual({
      command: `kubectl ${typed}`,
      succeeded: exitCode === 0,
      text: Object.values(said).join("\n"),
    });
  });
});
