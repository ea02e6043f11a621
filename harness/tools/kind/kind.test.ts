import { describe, expect, it } from "vitest";
import { fakeProgram } from "../fake-program.ts";
import { createCluster, createClusterArgs } from "./kind.ts";

const input = {
  name: "lab",
  image: "node:1",
  config: "kind: Cluster\n",
  kubeconfig: "/secrets/lab.kubeconfig",
};

describe("createClusterArgs", () => {
  it("keeps the user's kubeconfig and, on failure, the nodes", () => {
    expect(createClusterArgs(input)).toEqual([
      ...["create", "cluster", "--name", "lab", "--image", "node:1"],
      ...["--kubeconfig", "/secrets/lab.kubeconfig", "--config", "-", "--retain"],
    ]);
  });
});

describe("createCluster", () => {
  it("is content when kind is", async () => {
    await using _kind = await fakeProgram("kind", [{ when: "create cluster --name lab *" }]);
    await expect(createCluster(input, { binary: "kind" })).resolves.toBeUndefined();
  });

  it("says what kind said", async () => {
    const stderr = " ✗ Starting control-plane\nERROR: failed to create cluster: boom\n";
    await using _kind = await fakeProgram("kind", [{ when: "*", stderr, exitCode: 1 }]);
    await expect(createCluster(input, { binary: "kind" })).rejects.toMatchObject({
      code: "tool-failed",
      message: "Creating the kind cluster lab: failed to create cluster: boom",
      hint: "tkglab doctor",
    });
  });
});
