import { expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { makeBuilderAnew } from "./make-builder-anew.ts";

it("the builder comes back with its first group last, and nothing of what it was", async () => {
  const [ruby, go, java] = ["ruby", "go", "java"].map((id) => ({ group: [{ id: `tkglab/${id}` }] }));
  const kind = { apiVersion: "kpack.io/v1alpha2", kind: "ClusterBuilder" };
  const builder = {
    ...{ ...kind, metadata: { name: "base", uid: "u", resourceVersion: "9" }, status: { latestImage: "i" } },
    spec: { tag: "h/demo/clusterbuilder:base", order: [ruby, go, java] },
  };
  await using kubectl = await fakeKubectl(
    { when: "get clusterbuilder/base *", stdout: JSON.stringify(builder) },
    { when: "delete clusterbuilder/base" },
    { when: "apply *" },
  );
  await makeBuilderAnew({ cluster: { kubectl: kubectl.options } });
  const [read, remove, apply] = (await kubectl.calls()).map((call) => call.split(" ")[0]);
  expect([read, remove, apply]).toEqual(["get", "delete", "apply"]);
  const { items } = JSON.parse(await kubectl.input()) as { items: unknown }; // as: a List
  const spec = { tag: "h/demo/clusterbuilder:base", order: [go, java, ruby] };
  expect(items).toEqual([{ ...kind, metadata: { name: "base" }, spec }]);
});
