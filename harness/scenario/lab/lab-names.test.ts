import { describe, expect, it } from "vitest";
import { howToReach, labIdOf } from "./lab-names.ts";

describe("labIdOf", () => {
  it("is six characters that no other scenario and no other run has", () => {
    const ids = [labIdOf("run-1", "a/b"), labIdOf("run-1", "a/c"), labIdOf("run-2", "a/b")];
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{6}$/);
  });

  it("is the same for the same", () => {
    expect(labIdOf("run-1", "a/b")).toBe(labIdOf("run-1", "a/b"));
  });
});

describe("howToReach", () => {
  it("names what stands, and how it goes away", () => {
    const input = {
      labId: "a1b2c3",
      runId: "20260101-000000-abcdef",
      kubeconfigs: ["/cache/k.kubeconfig"],
      harbors: [{ host: "harbor-a1b2c3.tkg.test", port: 32768 }],
      hasToolbox: true,
    };
    expect(howToReach(input)).toEqual([
      "export KUBECONFIG=/cache/k.kubeconfig",
      "curl -sk --resolve harbor-a1b2c3.tkg.test:32768:127.0.0.1 https://harbor-a1b2c3.tkg.test:32768/api/v2.0/systeminfo",
      "docker exec -it tkglab-a1b2c3-toolbox bash",
      "tkglab sweep --run 20260101-000000-abcdef  # removes it; so does any tkglab sweep, now that this run has ended",
    ]);
  });

  it("names nothing that was never started", () => {
    const input = { labId: "a1b2c3", runId: "r", kubeconfigs: [], harbors: [], hasToolbox: false };
    expect(howToReach(input)).toEqual([
      "tkglab sweep --run r  # removes it; so does any tkglab sweep, now that this run has ended",
    ]);
  });
});
