import { describe, expect, it } from "vitest";
import { diagnose } from "./diagnose.ts";
import { fakeHost } from "./fake-host.ts";

describe("diagnose", () => {
  it("looks at everything, each under an id of its own", async () => {
    const findings = await diagnose({ host: fakeHost({}), leftovers: () => Promise.resolve([]) });
    const ids = findings.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining(["docker", "privileged", "cgroups", "inotify", "disk", "memory", "ports", "go"]),
    );
  });

  it("has a cure for all that is not well, and for nothing else", async () => {
    const host = fakeHost({ nodeVersion: "v20.0.0", free: { "/cache": 1 } });
    const findings = await diagnose({ host, leftovers: () => Promise.resolve(["network kind"]) });
    const looked = findings.filter(({ saw }) => !saw.startsWith("not looked at"));
    expect(looked.filter(({ status }) => status !== "ok").length).toBeGreaterThan(5);
    expect(looked.filter(({ status, cure }) => (status === "ok") === (cure !== undefined))).toEqual([]);
  });

  it("names what earlier runs left", async () => {
    const left = ["container tkglab-a1", "network kind"];
    const findings = await diagnose({ host: fakeHost({}), leftovers: () => Promise.resolve(left) });
    expect(findings.find(({ id }) => id === "leftovers")).toMatchObject({
      status: "warning",
      saw: "container tkglab-a1, network kind",
      cure: "tkglab sweep",
    });
  });

  it("goes on when one check cannot look", async () => {
    const findings = await diagnose({
      host: fakeHost({}),
      leftovers: () => Promise.reject(new Error("no docker")),
    });
    expect(findings.find(({ id }) => id === "leftovers")).toMatchObject({
      status: "problem",
      saw: "it could not be looked at: no docker",
    });
    expect(findings.length).toBeGreaterThan(10);
  });
});
