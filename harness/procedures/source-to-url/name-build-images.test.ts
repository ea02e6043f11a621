import { expect, it } from "vitest";
import { fakeFollow } from "../../cluster/kube/fake-kube.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { nameBuildImages, readBuildImages } from "./name-build-images.ts";

const images = {
  kpack: { buildInit: "h/init:1", completion: "h/completion:1", rebase: "h/rebase:1", lifecycle: "h/l:1" },
  stack: { build: "h/build:1", run: "h/run:1" },
};
const upToDate = {
  metadata: { generation: 1 },
  status: {
    ...{ observedGeneration: 1, observedStackGeneration: 7, latestImage: "h/builder" },
    conditions: [{ type: "UpToDate", status: "True" }],
  },
};

it("readBuildImages finds what is named, where kpack looks for it", async () => {
  await using kubectl = await fakeKubectl(
    { when: "get configmap/build-init-image --namespace kpack *", stdout: images.kpack.buildInit },
    { when: "get configmap/completion-image --namespace kpack *", stdout: images.kpack.completion },
    { when: "get configmap/rebase-image --namespace kpack *", stdout: images.kpack.rebase },
    { when: "get configmap/lifecycle-image --namespace kpack *", stdout: images.kpack.lifecycle },
    { when: "get clusterstack/base *buildImage*", stdout: images.stack.build },
    { when: "get clusterstack/base *runImage*", stdout: images.stack.run },
  );
  expect(await readBuildImages({ cluster: { kubectl: kubectl.options } })).toEqual(images);
});

it("nameBuildImages waits for the controller before the stack, and for a builder of that stack", async () => {
  await using kubectl = await fakeKubectl(
    { when: "apply *" },
    { when: "patch deployment/kpack-controller *" },
    { when: "rollout status deployment/kpack-controller *" },
    { when: "patch clusterstack/base *", stdout: "7" },
  );
  const before = { ...upToDate, status: { ...upToDate.status, observedStackGeneration: 6 } };
  const kube = fakeFollow({ objects: [before, upToDate] });
  await nameBuildImages({ cluster: { kubectl: kubectl.options, kube }, images });
  const calls = await kubectl.calls();
  expect(calls.map((call) => call.split(" ").slice(0, 2).join(" "))).toEqual([
    ...["apply --server-side", "patch deployment/kpack-controller"],
    ...["rollout status", "patch clusterstack/base"],
  ]);
  expect(calls.at(-1)).toContain(
    '--patch {"spec":{"buildImage":{"image":"h/build:1"},"runImage":{"image":"h/run:1"}}}',
  );
  expect(await kubectl.input()).toContain('"data":{"image":"h/init:1"}');
});
