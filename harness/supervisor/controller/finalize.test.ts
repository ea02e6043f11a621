import { describe, expect, it } from "vitest";
import { key, namesOf, runningSupervisor, TestSupervisor } from "./controller-under-test.ts";
import { clusterApiActs } from "./fake-cluster-api.ts";

describe("a cluster that is deleted", () => {
  it("keeps its secrets until its Cluster is gone, and then nothing is left", async () => {
    const supervisor = await runningSupervisor();
    const { api } = supervisor;
    api.remove(key);
    expect(await supervisor.reconcile()).toBe(30_000);
    expect(supervisor.status().phase).toBe("deleting");
    expect(supervisor.only("Cluster").metadata.deletionTimestamp).toBeDefined();
    expect(api.all("Secret")).toHaveLength(3);
    await supervisor.settle();
    expect(api.all()).toEqual([]);
    expect(supervisor.reasons()).toEqual(["Creating", "Ready", "Deleting"]);
  });

  it("takes along what was made before there was a Cluster, and nothing of another's", async () => {
    const supervisor = new TestSupervisor();
    const { api } = supervisor;
    api.interrupt = (call) => {
      if (call.startsWith("apply Cluster")) throw new Error("killed");
    };
    await expect(supervisor.reconcile()).rejects.toThrow("killed");
    api.interrupt = () => undefined;
    const other = { ...supervisor.only("KubeadmControlPlane"), apiVersion: "v1", kind: "ConfigMap" };
    const metadata = { ...other.metadata, name: "other", ownerReferences: [] };
    api.put({ ...other, metadata });
    api.remove(key);
    await supervisor.settle();
    expect(namesOf(api.all())).toEqual(["other"]);
  });

  it("makes its Cluster anew when somebody has deleted only that", async () => {
    const supervisor = await runningSupervisor();
    const { uid } = supervisor.only("Cluster").metadata;
    supervisor.api.remove("Cluster ns1/tkc-cluster-1");
    await supervisor.reconcile();
    expect(supervisor.api.calls.findLast((call) => call.startsWith("apply Cluster"))).toBeDefined();
    clusterApiActs(supervisor.api);
    await supervisor.settle();
    expect(supervisor.only("Cluster").metadata.uid).not.toBe(uid);
    expect(supervisor.status().phase).toBe("running");
  });
});
