import { expect, it } from "vitest";
import { memoryOfPods } from "./pod-memory.ts";

const pod = (namespace: string, ...bytes: readonly (number | undefined)[]) => ({
  podRef: { name: "a", namespace },
  containers: bytes.map((workingSetBytes) => ({ memory: { workingSetBytes } })),
});

it("adds up the containers of a namespace's Pods", () => {
  const summary = { pods: [pod("mine", 2 ** 20, 2 ** 21), pod("other", 2 ** 30), pod("mine", 2 ** 20)] };
  expect(memoryOfPods(JSON.stringify(summary), "mine")).toBe(4);
});

it("is no number where the kubelet does not know one", () => {
  expect(memoryOfPods(JSON.stringify({ pods: [pod("mine", undefined)] }), "mine")).toBeNaN();
});
