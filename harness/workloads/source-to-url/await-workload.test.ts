import { expect, it } from "vitest";
import type { WorkloadExplanation } from "../../cluster/supply-chain/explain-workload.ts";
import { recoverySight, stopSight } from "./await-workload.ts";

const command = "kubectl get workload hello";

const failed = (where: string): WorkloadExplanation => ({
  ...{ outcome: "failed", where, message: "x509", cause: "untrusted certificate" },
  ...{ likelyCause: "kpack lacks the CA", hint: "mount it" },
});
const ready: WorkloadExplanation = { outcome: "ready", where: "Workload/hello", message: "image" };
const busy: WorkloadExplanation = { outcome: "in progress", where: "Image/hello", message: "is executing" };
const text = (where: string) => `${where}: x509\nlikely: kpack lacks the CA\nwhat to do: mount it`;

it("whoever waits for a Workload to stop passes over what it stood at before", () => {
  const at = /^Pod\/hello-build-\d+-build-pod\/prepare$/;
  const see = (explanation: WorkloadExplanation) => stopSight(command, at, explanation);
  expect(see(ready)).toEqual({ ready: false, saw: "Workload/hello: image" });
  expect(see(busy)).toEqual({ ready: false, saw: "Image/hello: is executing" });
  expect(see(failed("ClusterStack/base"))).toEqual({ ready: false, saw: text("ClusterStack/base") });
  const where = "Pod/hello-build-2-build-pod/prepare";
  expect(see(failed(where))).toEqual({
    ready: true,
    value: { command, succeeded: false, text: text(where) },
  });
});

it("whoever waits for it to go on passes over why it did not", () => {
  const see = (explanation: WorkloadExplanation) => recoverySight(command, explanation);
  expect(see(failed("ClusterStack/base"))).toEqual({ ready: false, saw: text("ClusterStack/base") });
  expect(see(busy)).toEqual({ ready: false, saw: "Image/hello: is executing" });
  expect(see(ready)).toEqual({
    ready: true,
    value: { command, succeeded: true, text: "Workload/hello: image" },
  });
});
