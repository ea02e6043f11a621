import { describe, expect, it } from "vitest";
import { releaseOf, tkrNameOf, versionOfTkr } from "./release-name.ts";
import type { TanzuKubernetesClusterSpec } from "./tanzu-kubernetes-cluster.ts";

const nodes = { vmClass: "small", storageClass: "standard" };
const specOf = (spec: Partial<TanzuKubernetesClusterSpec>): TanzuKubernetesClusterSpec => ({
  topology: { controlPlane: nodes, nodePools: [] },
  ...spec,
});

describe("a release", () => {
  it.each([
    ["v1.34.4", "v1.34.4"],
    ["v1.21.6+vmware.1-tkg.1.b3d708a", "v1.21.6---vmware.1-tkg.1.b3d708a"],
  ])("of version %s has the name %s", (version, name) => {
    expect(tkrNameOf(version)).toBe(name);
    expect(versionOfTkr(name)).toBe(version);
  });

  it("is what the nodes' own topology names, else what the cluster's distribution does", () => {
    const named = { ...nodes, tkr: { reference: { name: "v1.34.4---vmware.1" } } };
    const distribution = { fullVersion: "v1.33.1+vmware.1", version: "v1.33" };
    expect(releaseOf(specOf({ distribution }), named)).toBe("v1.34.4+vmware.1");
    expect(releaseOf(specOf({ distribution }), nodes)).toBe("v1.33.1+vmware.1");
    expect(releaseOf(specOf({ distribution: { version: "v1.33" } }), nodes)).toBe("v1.33");
    expect(releaseOf(specOf({}), { ...nodes, tkr: {} })).toBeUndefined();
  });
});
