import { describe, expect, it } from "vitest";
import { testPool } from "../objects/cluster-under-test.ts";
import { namesOf, runningSupervisor, TestSupervisor } from "./controller-under-test.ts";

describe("a cluster that is created", () => {
  it("has the objects of Cluster API and the secrets of the field, and says when it is ready", async () => {
    const supervisor = new TestSupervisor();
    await supervisor.reconcile();
    expect(supervisor.status().phase).toBe("creating");
    await supervisor.settle();
    const { api } = supervisor;
    expect(namesOf(api.all("Cluster"))).toEqual(["tkc-cluster-1"]);
    expect(namesOf(api.all("KubeadmControlPlane"))).toEqual(["tkc-cluster-1-control-plane"]);
    expect(supervisor.only("MachineDeployment").metadata.name).toMatch(/^tkc-cluster-1-workers-[b-z2-9]{5}$/);
    expect(
      api.all("Secret").map(({ metadata, type, data }) => [metadata.name, type, Object.keys(data ?? {})]),
    )
      // prettier-ignore
      .toEqual([
        ["tkc-cluster-1-ssh", "kubernetes.io/ssh-auth", ["ssh-privatekey"]],
        ["tkc-cluster-1-ssh-password", "Opaque", ["ssh-passwordkey"]],
        ["tkc-cluster-1-encryption", "Opaque", ["encryption-config.yaml"]],
      ]);
    expect(supervisor.status()).toMatchObject({
      phase: "running",
      version: "v1.34.4+vmware.1-tkg.1",
      apiEndpoints: [{ host: "172.18.0.5", port: 6443 }],
      totalWorkerReplicas: 1,
    });
    expect(supervisor.reasons()).toEqual(["Creating", "Ready"]);
  });

  it("is not touched once it is as it should be", async () => {
    const supervisor = await runningSupervisor();
    const before = supervisor.api.all();
    await supervisor.reconcile();
    expect(supervisor.api.all()).toEqual(before);
    expect(supervisor.reasons()).toEqual(["Creating", "Ready"]);
  });

  it("is refused while its names are another's, and says so once", async () => {
    const supervisor = new TestSupervisor();
    const { api } = supervisor;
    api.put({ apiVersion: "v1", kind: "Secret", metadata: { name: "tkc-cluster-1-ssh", namespace: "ns1" } });
    for (const _ of [1, 2]) {
      await expect(supervisor.reconcile()).rejects.toThrow(
        "Making Secret ns1/tkc-cluster-1-ssh: there is one that was not made for this TanzuKubernetesCluster",
      );
    }
    expect(supervisor.status().phase).toBe("failed");
    expect(supervisor.reasons()).toEqual(["Creating", "Refused"]);
    api.remove("Secret ns1/tkc-cluster-1-ssh");
    await supervisor.settle();
    expect(supervisor.status().phase).toBe("running");
  });
});

describe("a cluster that is changed", () => {
  it("keeps its machines when only their number changes", async () => {
    const supervisor = await runningSupervisor();
    const before = supervisor.machines();
    supervisor.edit((spec) => {
      const { controlPlane, nodePools } = spec.topology;
      const pools = nodePools.map((pool) => ({ ...pool, replicas: 3 }));
      return { ...spec, topology: { controlPlane: { ...controlPlane, replicas: 3 }, nodePools: pools } };
    });
    await supervisor.reconcile();
    expect(supervisor.status().phase).toBe("updating");
    await supervisor.settle();
    expect(supervisor.machines()).toEqual(before);
    expect(supervisor.only("MachineDeployment").spec).toMatchObject({ replicas: 3 });
    expect(supervisor.only("KubeadmControlPlane").spec).toMatchObject({ replicas: 3 });
    expect(supervisor.reasons()).toEqual(["Creating", "Ready", "Updating", "Ready"]);
  });

  it("gets other machines with another class, and no template of before stays", async () => {
    const supervisor = await runningSupervisor();
    const before = namesOf(supervisor.api.all("DockerMachineTemplate"));
    supervisor.edit((spec) => {
      const pools = spec.topology.nodePools.map((pool) => ({ ...pool, vmClass: "guaranteed-large" }));
      return { ...spec, topology: { ...spec.topology, nodePools: pools } };
    });
    await supervisor.settle();
    const after = namesOf(supervisor.api.all("DockerMachineTemplate"));
    expect(after).toHaveLength(2);
    expect(after.filter((name) => before.includes(name))).toEqual([
      expect.stringMatching(/^tkc-cluster-1-control-plane-[b-z2-9]{8}$/),
    ]);
  });

  it("keeps the templates that a MachineSet still makes machines from", async () => {
    const supervisor = await runningSupervisor();
    const { name, labels = {} } = supervisor.only("MachineDeployment").metadata;
    const { template } = supervisor.only("MachineDeployment").spec as { readonly template: object };
    supervisor.api.put({
      ...{ apiVersion: "cluster.x-k8s.io/v1beta1", kind: "MachineSet", spec: { template } },
      metadata: { name: `${name}-x`, namespace: "ns1", labels },
    });
    supervisor.edit((spec) => {
      const pools = spec.topology.nodePools.map((pool) => ({ ...pool, vmClass: "guaranteed-large" }));
      return { ...spec, topology: { ...spec.topology, nodePools: pools } };
    });
    await supervisor.settle();
    expect(supervisor.api.all("DockerMachineTemplate")).toHaveLength(3);
    supervisor.api.remove(`MachineSet ns1/${name}-x`);
    await supervisor.settle();
    expect(supervisor.api.all("DockerMachineTemplate")).toHaveLength(2);
  });

  it("has as many pools as it says", async () => {
    const supervisor = await runningSupervisor();
    const [first] = namesOf(supervisor.api.all("MachineDeployment"));
    const pools = (...names: readonly string[]) =>
      supervisor.edit((spec) => {
        return { ...spec, topology: { ...spec.topology, nodePools: names.map((name) => testPool(name)) } };
      });
    pools("workers", "more");
    await supervisor.settle();
    expect(namesOf(supervisor.api.all("MachineDeployment"))).toHaveLength(2);
    expect(supervisor.api.all("KubeadmConfigTemplate")).toHaveLength(2);
    pools("more");
    await supervisor.settle();
    expect(supervisor.only("MachineDeployment").metadata.name).not.toBe(first);
    expect(supervisor.api.all("KubeadmConfigTemplate")).toHaveLength(1);
  });
});
