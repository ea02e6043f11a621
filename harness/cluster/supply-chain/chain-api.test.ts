import { describe, expect, it } from "vitest";
import { fakeApiServer } from "../packages/fake-api-server.ts";
import type { KeptObject } from "../packages/fake-objects.ts";
import { chainApi, collections } from "./chain-api.ts";
import { lookAtWorkloads } from "./look-at-workloads.ts";
import { readSupplyChain } from "./supply-chain.ts";

const resources = {
  "carto.run/v1alpha1/workloads": "Workload",
  "kpack.io/v1alpha2/clusterstores": "ClusterStore",
  "v1/pods": "Pod",
  "v1/services": "Service",
};

function workload(name: string): KeptObject {
  return {
    apiVersion: "carto.run/v1alpha1",
    kind: "Workload",
    metadata: { name, namespace: "default", generation: 1 },
  };
}

const place = { namespace: "default", pod: "p", container: "build", previous: false };

// Loading the Kubernetes client takes long on a busy host.
describe("chainApi", { timeout: 60_000 }, () => {
  it("lists what is in a namespace, what is the cluster's, and nothing where it does not know the kind", async () => {
    await using server = await fakeApiServer([], { resources });
    const store = { apiVersion: "kpack.io/v1alpha2", kind: "ClusterStore", metadata: { name: "default" } };
    server.objects.set("/apis/kpack.io/v1alpha2/clusterstores/default", store);
    server.objects.set("/apis/carto.run/v1alpha1/namespaces/default/workloads/a", workload("a"));
    const api = chainApi(server.kube);
    expect(await api.list(collections.workload, "default")).toMatchObject([{ metadata: { name: "a" } }]);
    expect(await api.list(collections.workload, "team")).toEqual([]);
    expect(await api.list(collections.clusterStore)).toMatchObject([{ metadata: { name: "default" } }]);
    expect(await api.list(collections.pod, "default")).toEqual([]);
    expect(await api.list(collections.service, "default")).toEqual([]);
    expect(await api.list(collections.gitRepository, "default")).toEqual([]);
    expect(server.changes).toEqual([]);
  });

  it("says in the server's words that it may not", async () => {
    const refuse = () => ({ status: 403, reason: "Forbidden", message: "images.kpack.io is forbidden" });
    await using server = await fakeApiServer([], { resources, refuse });
    await expect(chainApi(server.kube).list(collections.image, "default")).rejects.toMatchObject({
      code: "tool-failed",
      message: "Listing every Image: the API server refuses it: images.kpack.io is forbidden",
    });
  });

  it.each([
    [404, 'pods "p" not found'],
    [400, 'container "build" in pod "p" is waiting to start: PodInitializing'],
  ])("has no log where the API server answers %i", async (status, message) => {
    const refuse = (request: string) =>
      request.endsWith("/log") ? { status, reason: "x", message } : undefined;
    await using server = await fakeApiServer([], { resources, refuse });
    expect(await chainApi(server.kube).log(place)).toBeUndefined();
  });

  it("reads a supply chain of a cluster that has hardly anything", async () => {
    await using server = await fakeApiServer([], { resources });
    server.objects.set("/apis/carto.run/v1alpha1/namespaces/default/workloads/a", workload("a"));
    const ref = { namespace: "default", name: "a" };
    expect(await readSupplyChain(server.kube, ref)).toMatchObject({
      workload: ref,
      nodes: [{ id: "Workload/a", state: "waiting" }],
    });
    const sights = await lookAtWorkloads(server.kube, { namespace: "default", names: ["a", "b"] });
    expect(sights.map(({ explanation }) => explanation.message)).toEqual([
      "Cartographer has not looked at it yet",
      "there is no Workload b in namespace default",
    ]);
  });
});
