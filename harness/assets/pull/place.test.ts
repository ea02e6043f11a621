import { describe, expect, it } from "vitest";
import { fakeRecipe } from "../fake-source.ts";
import { parsePlace } from "./place.ts";

const kind = { ...fakeRecipe("kind"), upstream: "registry.k8s.io/kind/kind:v1" };

describe("a registry of one's own", () => {
  it.each([
    ["localhost:5000", "localhost:5000"],
    ["localhost/team", "localhost"],
    ["harbor.example.com/tkglab", "harbor.example.com"],
    ["harbor.example.com:8443/team/tkg-lab", "harbor.example.com:8443"],
    ["registry:5000/a/b/c", "registry:5000"],
    ["10.0.0.7/tkglab", "10.0.0.7"],
    ["docker.io/team", "docker.io"],
  ])("knows an asset by its key: %s", (name, host) => {
    expect(parsePlace(name).reference(kind, "k1")).toEqual({
      ...{ image: `${name}/kind:k1`, host, line: "kind:k1", ours: true },
    });
  });

  it.each([
    ["team/tkglab"],
    ["tkglab"],
    [""],
    ["https://harbor.example.com/tkglab"],
    ["harbor.example.com/tkglab/"],
    ["harbor.example.com/tkglab:latest"],
    ["harbor.example.com/Team"],
    ["harbor.example.com/../x"],
    ["-x.example.com --all"],
  ])("is named with its host, and nothing else: %j", (name) => {
    expect(() => parsePlace(name)).toThrow(
      `Reading where to pull from: "${name}" is neither "upstream" nor of the form registry/prefix, as in harbor.example.com/tkglab`,
    );
  });
});

describe("upstream", () => {
  it("knows what the catalogue names, by that name", () => {
    const image = kind.upstream;
    expect(parsePlace("upstream").reference(kind, "k1")).toEqual({
      ...{ image, host: "registry.k8s.io", line: image, ours: false },
    });
    expect(parsePlace("upstream").reference(fakeRecipe("harbor"), "k1")).toBeUndefined();
  });
});
