import { expect, it } from "vitest";
import type { Pod } from "../../cluster/supply-chain/pod-objects.ts";
import { sightOfPods } from "./start-pods-anew.ts";

const command = "kubectl get pod";

const pod = (name: string, status: Pod["status"]): Pod => ({
  metadata: { name },
  ...(status === undefined ? {} : { status }),
});
const isReady = { conditions: [{ type: "Ready", status: "True" }] };
const waiting = (reason: string, message: string) => ({
  containerStatuses: [{ name: "controller", state: { waiting: { reason, message } } }],
});

it("Pods that are not there yet, or are being made, are waited for", () => {
  expect(sightOfPods(command, [])).toEqual({ ready: false, saw: "0 of 0 Pods are ready" });
  const pods = [pod("a", isReady), pod("b", waiting("ContainerCreating", ""))];
  expect(sightOfPods(command, pods)).toEqual({ ready: false, saw: "1 of 2 Pods are ready" });
});

it("one that cannot start says why", () => {
  const pods = [pod("a", isReady), pod("b", waiting("ErrImagePull", "x509"))];
  expect(sightOfPods(command, pods)).toEqual({
    ready: true,
    value: { command, succeeded: false, text: "Pod/b/controller: ErrImagePull: x509" },
  });
});

it("all of them run", () => {
  expect(sightOfPods(command, [pod("a", isReady)])).toEqual({
    ready: true,
    value: { command, succeeded: true, text: "a: Running" },
  });
});
