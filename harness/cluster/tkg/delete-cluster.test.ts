import { describe, expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { deleteCluster } from "./delete-cluster.ts";
import { fakeMachine, fakeMachineLists } from "./fake-machines.ts";

const abc = { name: "abc", namespace: "team" };
const { signal } = new AbortController();
const flags = "--namespace team --ignore-not-found --wait=false";

describe("deleteCluster", () => {
  it("deletes the Apps before the cluster, and its other things when it is gone", async () => {
    await using kubectl = await fakeKubectl({ when: "*" });
    const management = { kube: fakeMachineLists(), kubectl: kubectl.options };
    await deleteCluster({ ...abc, management, signal });
    expect(await kubectl.calls()).toEqual([
      `delete app/abc-kapp-controller app/abc-cni ${flags}`,
      `delete cluster/abc ${flags}`,
      "get cluster abc --namespace team --ignore-not-found --output name",
      `delete secret/abc-kapp-controller-addon configmap/abc-cni-addon configmap/abc-lb ${flags}`,
    ]);
  });

  it("does not end while the cluster is there", async () => {
    await using kubectl = await fakeKubectl(
      { when: "get cluster *", stdout: "cluster.cluster.x-k8s.io/abc" },
      { when: "*" },
    );
    const stop = new AbortController();
    const kube = fakeMachineLists([fakeMachine("abc-md-0-x", { phase: "Deleting" })]);
    const custom = kube.custom.listNamespacedCustomObject.bind(kube.custom);
    kube.custom.listNamespacedCustomObject = (...request) => {
      stop.abort(new Error("Ctrl-C"));
      return custom(...request);
    };
    const management = { kube, kubectl: kubectl.options };
    await expect(deleteCluster({ ...abc, management, signal: stop.signal })).rejects.toThrow("Ctrl-C");
    expect((await kubectl.calls()).filter((call) => call.includes("secret/"))).toEqual([]);
  });

  it("says at once what keeps it from looking, in place of waiting on", async () => {
    const stderr = 'Error from server (Forbidden): clusters.cluster.x-k8s.io "abc" is forbidden';
    await using kubectl = await fakeKubectl({ when: "get cluster *", stderr, exitCode: 1 }, { when: "*" });
    const management = { kube: fakeMachineLists(), kubectl: kubectl.options };
    const soon = AbortSignal.timeout(3_000);
    await expect(deleteCluster({ ...abc, management, signal: soon })).rejects.toThrow(
      /^Deleting the cluster abc: .* ended with exit code 1: Error from server \(Forbidden\)/,
    );
  });

  it("says why it could not", async () => {
    const stderr = "The connection to the server 127.0.0.1:1 was refused";
    await using kubectl = await fakeKubectl({ when: "delete *", stderr, exitCode: 1 });
    const management = { kube: fakeMachineLists(), kubectl: kubectl.options };
    await expect(deleteCluster({ ...abc, management, signal })).rejects.toMatchObject({
      code: "unreachable",
      message: `Deleting the cluster abc: the API server does not answer: ${stderr}`,
    });
  });
});
