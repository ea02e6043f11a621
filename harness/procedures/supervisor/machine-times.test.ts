import { expect, it } from "vitest";
import type { Kube } from "../../cluster/index.ts";
import { fakeMachine } from "../../cluster/tkg/fake-machines.ts";
import type { Machine } from "../../cluster/tkg/machines.ts";
import { MachineWatch } from "./machine-times.ts";

const cluster = { name: "abc", namespace: "team" };
const old = fakeMachine("abc-control-plane-1", { phase: "Running" });
const made = fakeMachine("abc-control-plane-2");
const running = fakeMachine("abc-control-plane-2", { phase: "Running" });
const deleting = { ...old, metadata: { ...old.metadata, deletionTimestamp: "2026-11-22T04:20:21Z" } };

/** A watch that says these at these times. */
function followed(...news: readonly (readonly [at: number, machine: Machine, isGone?: "gone"])[]) {
  let now = 0;
  const follow: Kube["follow"] = async (_path, _selector, onObject, signal, onGone) => {
    for (const [at, machine, isGone] of news) {
      now = at;
      (isGone === undefined ? onObject : onGone)?.(machine);
    }
    await new Promise<void>((resolve) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  };
  return MachineWatch.begin({ kube: { follow }, cluster, before: [old] }, { elapsed: () => now });
}

it("notes when each came, ran, was deleted and was gone; the first time counts", async () => {
  const worker = fakeMachine("abc-workers-1");
  const other = { ...made, spec: { clusterName: "other" }, metadata: { ...made.metadata, uid: "other" } };
  const watch = followed(
    ...([
      [1, old],
      [2, worker],
      [3, other],
      [10, made],
      [40, running],
      [41, running],
    ] as const),
    ...([
      [45, deleting],
      [50, deleting],
      [60, deleting, "gone"],
    ] as const),
  );
  expect(await watch.end([running])).toEqual([
    { name: "abc-control-plane-1", isOld: true, seen: 0, running: 1, deleting: 45, gone: 60 },
    { name: "abc-control-plane-2", isOld: false, seen: 10, running: 40 },
  ]);
});

it("takes for gone what is not left, though the news of it is still under way", async () => {
  const watch = followed([10, running], [70, deleting]);
  expect(await watch.end([running])).toMatchObject([{ deleting: 70, gone: 70 }, { seen: 10 }]);
});
