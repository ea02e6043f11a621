import { describe, expect, it } from "vitest";
import { testCa, testConfiguration } from "../objects/cluster-under-test.ts";
import { runningSupervisor, TestSupervisor } from "./controller-under-test.ts";

describe("the configuration", () => {
  const filesOf = (supervisor: TestSupervisor) => JSON.stringify(supervisor.machines());

  it("changes no cluster by itself, and each one at its next change", async () => {
    const supervisor = await runningSupervisor();
    const before = supervisor.state();
    supervisor.api.put(testConfiguration(testCa("harbor-ca")));
    await supervisor.settle();
    expect(supervisor.state().filter(({ kind }) => kind !== "TkgServiceConfiguration")).toEqual(before);
    supervisor.edit((spec) => ({ ...spec, settings: { storage: { defaultClass: "lab" } } }));
    await supervisor.settle();
    expect(filesOf(supervisor)).toContain("/etc/ssl/certs/harbor-ca.pem");
    expect(JSON.stringify(supervisor.only("KubeadmConfigTemplate").spec)).toContain("harbor-ca.pem");
  });

  it("takes nothing from a cluster that was given a CA, before that is changed", async () => {
    const supervisor = new TestSupervisor();
    supervisor.api.put(testConfiguration(testCa("harbor-ca"), testCa("other-ca")));
    await supervisor.settle();
    supervisor.api.put(testConfiguration(testCa("other-ca")));
    await supervisor.settle();
    expect(filesOf(supervisor)).toContain("harbor-ca.pem");
    supervisor.edit((spec) => ({ ...spec, settings: { storage: { defaultClass: "lab" } } }));
    await supervisor.settle();
    expect(filesOf(supervisor)).not.toContain("harbor-ca.pem");
    expect(filesOf(supervisor)).toContain("other-ca.pem");
  });

  it("counts as it was when the cluster was changed, though the controller ends before the machines follow", async () => {
    const supervisor = new TestSupervisor();
    const { api } = supervisor;
    api.put(testConfiguration(testCa("harbor-ca")));
    api.interrupt = (call) => {
      if (call.startsWith("apply KubeadmControlPlane")) throw new Error("killed");
    };
    await expect(supervisor.reconcile()).rejects.toThrow("killed");
    api.interrupt = () => undefined;
    api.put(testConfiguration(testCa("other-ca")));
    await supervisor.settle();
    expect(filesOf(supervisor)).toContain("harbor-ca.pem");
    expect(filesOf(supervisor)).not.toContain("other-ca.pem");
  });

  it("that is wrong refuses a cluster, which goes on when it is right", async () => {
    const supervisor = new TestSupervisor();
    supervisor.api.put(testConfiguration({ name: "harbor-ca", data: "-----BEGIN CERTIFICATE-----" }));
    await expect(supervisor.reconcile()).rejects.toThrow('the data of "harbor-ca" are not base64');
    expect(supervisor.api.all("Cluster")).toEqual([]);
    expect(supervisor.status().conditions?.[0]).toMatchObject({ type: "Ready", reason: "Refused" });
    supervisor.api.put(testConfiguration(testCa("harbor-ca")));
    await supervisor.settle();
    expect(supervisor.status().phase).toBe("running");
  });

  it("with base64 of base64 is taken, and said to be useless", async () => {
    const supervisor = new TestSupervisor();
    const { name, data } = testCa("harbor-ca");
    supervisor.api.put(testConfiguration({ name, data: Buffer.from(data).toString("base64") }));
    await supervisor.settle();
    expect(supervisor.api.events[0]).toMatchObject({
      type: "Warning",
      message:
        'additionalTrustedCAs "harbor-ca": its data, decoded once, hold no PEM certificate; nodes trust nothing new',
    });
    expect(supervisor.status().phase).toBe("running");
  });
});
