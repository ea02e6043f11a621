import { expect, it } from "vitest";
import { fakeFollow } from "../../cluster/kube/fake-kube.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { builderReady } from "./builder-ready.ts";

interface Seen {
  readonly upToDate?: string;
  readonly observedGeneration?: number;
  readonly stack?: number;
}

function builder(latestImage: string, { upToDate = "True", observedGeneration = 2, stack = 4 }: Seen = {}) {
  const conditions = [
    { type: "Ready", status: "True" },
    { type: "UpToDate", status: upToDate, message: "stack base is not ready" },
  ];
  return {
    metadata: { generation: 2 },
    status: { observedGeneration, observedStackGeneration: stack, latestImage, conditions },
  };
}

it.each<[string, object]>([
  ["nobody has looked at", { metadata: { generation: 1 } }],
  ["says nothing", { metadata: { generation: 1 }, status: { observedGeneration: 1, latestImage: "old" } }],
  ["was changed", builder("old", { observedGeneration: 1 })],
  ["cannot be made again", builder("old", { upToDate: "False" })],
  ["is of the stack as it was", builder("old", { stack: 3 })],
])("a builder that %s is waited for", async (_what, before) => {
  await using kubectl = await fakeKubectl();
  const kube = fakeFollow({ objects: [before, builder("new")] });
  expect(await builderReady({ cluster: { kube, kubectl: kubectl.options }, stackGeneration: 4 })).toBe("new");
});
