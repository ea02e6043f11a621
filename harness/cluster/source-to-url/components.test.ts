import { expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { configureKpackImages } from "./components.ts";

it("configureKpackImages names every image where kpack looks for it, and who may fetch the lifecycle", async () => {
  await using kubectl = await fakeKubectl({ when: "apply *" }, { when: "patch *" });
  const images = {
    buildInit: "h/init:1",
    completion: "h/done:1",
    rebase: "h/rebase:1",
    lifecycle: "h/life:1",
  };
  await configureKpackImages(images, kubectl.options);
  // as: it is a List of ConfigMaps.
  const { items } = JSON.parse(await kubectl.input()) as {
    items: { metadata: { name: string; namespace: string }; data: Record<string, string> }[];
  };
  expect(items.every(({ metadata }) => metadata.namespace === "kpack")).toBe(true);
  expect(Object.fromEntries(items.map(({ metadata, data }) => [metadata.name, data]))).toEqual({
    "build-init-image": { image: "h/init:1" },
    "completion-image": { image: "h/done:1" },
    "rebase-image": { image: "h/rebase:1" },
    "lifecycle-image": {
      image: "h/life:1",
      "serviceAccountRef.name": "default",
      "serviceAccountRef.namespace": "default",
    },
  });
  const annotation = async (buildInit: string) => {
    await using other = await fakeKubectl({ when: "*" });
    await configureKpackImages({ ...images, buildInit }, other.options);
    return (await other.calls()).at(-1);
  };
  expect(await annotation("h/init:1")).toMatch(
    /^patch deployment\/kpack-controller --namespace kpack --patch /,
  );
  expect(await annotation("h/init:1")).toBe((await kubectl.calls()).at(-1));
  expect(await annotation("h/init:2")).not.toBe(await annotation("h/init:1"));
});
