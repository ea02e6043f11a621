import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Secret } from "../../core/secret.ts";
import { isOwnedBy, type StoredCluster } from "../objects/cluster-input.ts";
import { key, runningSupervisor, sameCredentials, TestSupervisor } from "./controller-under-test.ts";

describe("secrets", () => {
  it("are made once, whenever the controller is killed", async () => {
    const supervisor = new TestSupervisor({ ...sameCredentials, password: () => new Secret(randomUUID()) });
    const { api } = supervisor;
    api.interrupt = (call, when) => {
      if (call.includes("ssh-password") && call.startsWith("create") && when === "after")
        throw new Error("killed");
    };
    await expect(supervisor.reconcile()).rejects.toThrow("killed");
    const password = api.one("Secret ns1/tkc-cluster-1-ssh-password")?.data;
    api.interrupt = () => undefined;
    await supervisor.settle();
    expect(api.one("Secret ns1/tkc-cluster-1-ssh-password")?.data).toEqual(password);
  });

  it("are the cluster's own", async () => {
    const supervisor = await runningSupervisor();
    const tkc = supervisor.api.one(key) as StoredCluster; // as: the controller has stored it
    expect(supervisor.api.all("Secret").every((secret) => isOwnedBy(secret, tkc))).toBe(true);
  });
});
