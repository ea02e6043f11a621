import { describe, expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { anotherBuild } from "./app-builds.ts";

const budget = { name: "buildRetried", limit: 20, every: 10 };

async function kubectlWith(counter: string) {
  return fakeKubectl({
    when: "get image.kpack.io hello --namespace default --output jsonpath={.status.buildCounter}",
    stdout: counter,
  });
}

describe("anotherBuild", () => {
  it("names the Build that has begun", async () => {
    await using kubectl = await kubectlWith("2");
    const cluster = { kubectl: kubectl.options };
    expect(await anotherBuild({ cluster, name: "hello", after: 1, budget })).toEqual({
      command: "kubectl get build.kpack.io --selector image.kpack.io/image=hello",
      succeeded: true,
      text: "hello-build-2",
    });
  });

  it("says that there was none in time", async () => {
    await using kubectl = await kubectlWith("1");
    const cluster = { kubectl: kubectl.options };
    expect(await anotherBuild({ cluster, name: "hello", after: 1, budget })).toMatchObject({
      succeeded: false,
      text: "Waiting for kpack to begin Build 2 of hello: not within 0.02 s (budget buildRetried); last seen: 1 Builds",
    });
  });

  it("goes no further where there is no Image", async () => {
    await using kubectl = await fakeKubectl({
      when: "get *",
      exitCode: 1,
      stderr: "Error from server (NotFound)",
    });
    const cluster = { kubectl: kubectl.options };
    await expect(anotherBuild({ cluster, name: "hello", after: 0, budget })).rejects.toThrow(
      "Counting the Builds of hello",
    );
  });
});
