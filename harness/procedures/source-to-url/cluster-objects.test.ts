import { describe, expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { clusterObjects, compareObjects, objectsGone } from "./cluster-objects.ts";

const kinds = { when: "api-resources *", stdout: "namespaces\nevents\nleases.coordination.k8s.io\nsecrets" };
const cluster = (stdout: string) =>
  fakeKubectl(kinds, { when: "get namespaces,secrets --all-namespaces *", stdout });

describe("clusterObjects", () => {
  it("names them all, but for what comes and goes by itself", async () => {
    await using kubectl = await cluster("Namespace /default\nSecret default/login\n");
    expect(await clusterObjects({ cluster: { kubectl: kubectl.options } })).toEqual([
      "Namespace default",
      "Secret default/login",
    ]);
  });
});

describe("compareObjects", () => {
  it("names what there is more than before", async () => {
    await using kubectl = await cluster("Namespace /default\nNamespace /more\nSecret default/login\n");
    const before = ["Namespace default"];
    expect(await compareObjects({ cluster: { kubectl: kubectl.options }, before })).toMatchObject({
      succeeded: false,
      text: "Namespace more\nSecret default/login",
    });
    const apart = /^Secret /;
    expect(await compareObjects({ cluster: { kubectl: kubectl.options }, before, apart })).toMatchObject({
      text: "Namespace more",
    });
  });
});

describe("objectsGone", () => {
  it("has nothing to wait for in a cluster that has no more than before", async () => {
    await using kubectl = await cluster("Namespace /default\n");
    const before = ["Namespace default", "Namespace gone"];
    expect(await objectsGone({ cluster: { kubectl: kubectl.options }, before })).toMatchObject({
      succeeded: true,
      text: "nothing more than before",
    });
  });
});
