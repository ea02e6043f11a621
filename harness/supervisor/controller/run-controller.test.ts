import { describe, expect, it } from "vitest";
import { systemClock } from "../../core/clock.ts";
import type { TanzuKubernetesClusterStatus } from "../api/tanzu-kubernetes-cluster.ts";
import { testCa, testConfiguration } from "../objects/cluster-under-test.ts";
import { key, TestSupervisor } from "./controller-under-test.ts";
import { clusterApiActs } from "./fake-cluster-api.ts";
import { runController } from "./run-controller.ts";

/** A Supervisor whose controller runs until the test ends. */
function running() {
  const supervisor = new TestSupervisor();
  const stop = new AbortController();
  const failures: string[] = [];
  const ended = runController({
    ...{ ...supervisor.parts, clock: systemClock, signal: stop.signal },
    onFailure: (of, error) => failures.push(`${of}: ${String(error)}`),
  });
  const phase = () => (supervisor.api.one(key)?.status as TanzuKubernetesClusterStatus | undefined)?.phase;
  const end = async () => {
    stop.abort();
    await ended;
  };
  return { ...{ supervisor, failures, phase }, [Symbol.asyncDispose]: end };
}

describe("runController", () => {
  it("follows a cluster, and what is made for it, from its creation to its end", async () => {
    await using controller = running();
    const { supervisor, phase, failures } = controller;
    await expect.poll(phase).toBe("creating");
    await expect.poll(() => supervisor.api.all("MachineDeployment")).toHaveLength(1);
    clusterApiActs(supervisor.api);
    await expect.poll(() => supervisor.api.all("App")).toHaveLength(1);
    clusterApiActs(supervisor.api);
    await expect.poll(phase).toBe("running");
    supervisor.api.remove(key);
    await expect.poll(() => supervisor.api.all("App")).toEqual([]);
    await expect.poll(() => supervisor.api.all("Cluster")[0]?.metadata.deletionTimestamp).toBeDefined();
    clusterApiActs(supervisor.api);
    await expect.poll(() => supervisor.api.all()).toEqual([]);
    expect(failures).toEqual([]);
  });

  it("goes on with a cluster whose configuration has been put right, without waiting", async () => {
    await using controller = running();
    const { supervisor, phase, failures } = controller;
    supervisor.api.put(testConfiguration({ name: "harbor-ca", data: "no base64!" }));
    await expect.poll(phase).toBe("failed");
    supervisor.api.put(testConfiguration(testCa("harbor-ca")));
    await expect.poll(phase).toBe("creating");
    expect(failures[0]).toContain("ns1/tkc-cluster-1: HarnessError: Reading additionalTrustedCAs");
  });

  it("tries again after a fault of the API server", async () => {
    await using controller = running();
    const { supervisor, phase, failures } = controller;
    let faults = 1;
    supervisor.api.interrupt = (call) => {
      if (call.startsWith("apply Cluster") && (faults -= 1) >= 0) throw new Error("connection reset");
    };
    await expect.poll(phase).toBe("creating");
    await expect.poll(() => supervisor.api.all("Cluster"), { timeout: 5_000 }).toHaveLength(1);
    expect(failures).toEqual(["ns1/tkc-cluster-1: Error: connection reset"]);
  });
});
