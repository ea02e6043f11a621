import { describe, expect, it } from "vitest";
import { buildStepRuns } from "./build-step.ts";

const pod = (number: number, state: object) => ({
  metadata: {
    name: `hello-build-${number}-build-pod`,
    creationTimestamp: new Date(`2026-11-21T21:0${number}:00Z`),
  },
  status: {
    phase: "Pending",
    podIP: `10.244.0.${number}`,
    initContainerStatuses: [{ name: "build", state }],
  },
});

/** A cluster that shows one list after the other. */
function clusterWith(...lists: readonly (readonly object[])[]) {
  const asked: unknown[] = [];
  const listNamespacedPod = (input: unknown) => {
    asked.push(input);
    return Promise.resolve({ items: lists[Math.min(asked.length, lists.length) - 1] ?? [] });
  };
  // as: that is all it is asked for.
  return { asked, cluster: { kube: { core: { listNamespacedPod } } } as never };
}

const waiting = { waiting: {} };
const running = { running: {} };
const over = { terminated: { exitCode: 0 } };

describe("buildStepRuns", () => {
  it("gives the Pod of the latest build once the step runs", async () => {
    const { cluster, asked } = clusterWith(
      [],
      [pod(1, over), pod(2, waiting)],
      [pod(1, over), pod(2, running)],
    );
    expect(await buildStepRuns({ cluster, name: "hello", step: "build" })).toEqual({
      name: "hello-build-2-build-pod",
      address: "10.244.0.2",
    });
    expect(asked).toHaveLength(3);
    expect(asked[0]).toEqual({ namespace: "default", labelSelector: "image.kpack.io/image=hello" });
  });

  it("does not wait for what is over", async () => {
    const { cluster } = clusterWith([pod(1, over)]);
    await expect(buildStepRuns({ cluster, name: "hello", step: "build" })).rejects.toThrow(
      "Waiting for step build of hello-build-1-build-pod to run: it is over already",
    );
  });
});
