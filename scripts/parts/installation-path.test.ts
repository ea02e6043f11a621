import { describe, expect, it } from "vitest";
import { criticalPath, readStep } from "./installation-path.ts";

describe("readStep", () => {
  it("reads a step that has ended, and when it began", () => {
    expect(readStep("cert-manager, Flux and Traefik run: 8.5 s", 40)).toEqual({
      title: "cert-manager, Flux and Traefik run",
      from: 31.5,
      to: 40,
    });
    expect(readStep("loading: node-ubuntu (usually 30 s)", 40)).toBeUndefined();
  });
});

describe("criticalPath", () => {
  const step = (title: string, from: number, to: number) => ({ title, from, to });

  it("goes back from the last step to the one that each has waited for", () => {
    const steps = [
      step("cluster", 1, 20),
      step("registry", 1, 12),
      step("components", 20.1, 25),
      step("images", 12, 20.3),
      step("builder", 25, 40),
      step("git server", 25, 30),
    ];
    expect(criticalPath(steps).map(({ title }) => title)).toEqual(["cluster", "components", "builder"]);
  });

  it("has nothing to say of nothing", () => {
    expect(criticalPath([])).toEqual([]);
  });
});
