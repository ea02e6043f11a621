import { expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { fakeFollow } from "../kube/fake-kube.ts";
import { builderObjects, installBuilder } from "./builder.ts";

it("builderObjects are the seed's three, which enter a private project as the service account default", () => {
  const serviceAccountRef = { name: "default", namespace: "default" };
  const object = (kind: string, name: string, spec: object) => ({
    ...{ apiVersion: "kpack.io/v1alpha2", kind, metadata: { name }, spec: { ...spec, serviceAccountRef } },
  });
  const objects = builderObjects({
    store: ["h/demo/buildpacks/ruby:1", "h/demo/buildpacks/go:2"],
    stack: { id: "s", build: "h/demo/stack/build:3", run: "h/demo/stack/run:4" },
    order: [{ group: [{ id: "x/ruby" }] }, { group: [{ id: "x/ca", optional: true }, { id: "x/go" }] }],
    tag: "h/demo/clusterbuilder:base",
  });
  expect(objects).toEqual([
    object("ClusterStore", "default", {
      sources: [{ image: "h/demo/buildpacks/ruby:1" }, { image: "h/demo/buildpacks/go:2" }],
    }),
    object("ClusterStack", "base", {
      id: "s",
      buildImage: { image: "h/demo/stack/build:3" },
      runImage: { image: "h/demo/stack/run:4" },
    }),
    object("ClusterBuilder", "base", {
      tag: "h/demo/clusterbuilder:base",
      stack: { kind: "ClusterStack", name: "base" },
      store: { kind: "ClusterStore", name: "default" },
      order: [{ group: [{ id: "x/ruby" }] }, { group: [{ id: "x/ca", optional: true }, { id: "x/go" }] }],
    }),
  ]);
});

const images = {
  store: ["h/demo/buildpacks/go:1"],
  stack: { id: "s", build: "h/b", run: "h/r" },
  order: [{ group: [{ id: "x/go" }] }],
  tag: "h/demo/clusterbuilder:base",
};
const seen = (status: string, message: string, observedGeneration = 2) => ({
  metadata: { generation: 2 },
  status: {
    observedGeneration,
    latestImage: "h/demo/clusterbuilder@sha256:1",
    conditions: [{ type: "Ready", status, message }],
  },
});

it("installBuilder gives the builder's image, and does not take an old word for it", async () => {
  await using kubectl = await fakeKubectl({ when: "apply *" });
  const kube = fakeFollow({
    objects: [seen("True", "", 1), seen("False", "stack base is not ready"), seen("True", "")],
  });
  expect(await installBuilder({ images, kube, kubectl: kubectl.options })).toBe(
    "h/demo/clusterbuilder@sha256:1",
  );
  expect(kube.begun).toEqual(["/apis/kpack.io/v1alpha2/clusterbuilders?metadata.name=base"]);
});
