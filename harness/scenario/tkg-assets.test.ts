import { describe, expect, it } from "vitest";
import { dockerProviders } from "../cluster/tkg/operator/cluster-variables.ts";
import { tkgLines, tkgOn } from "./tkg-assets.ts";

describe("the lines of Cluster API", () => {
  it("are those whose clusters the operator's templates can describe", () => {
    expect(Object.values(tkgLines).map(({ kubernetesVersion }) => kubernetesVersion)).toEqual(
      Object.keys(dockerProviders),
    );
  });

  it("share the tools, and neither nodes nor manifests of Cluster API", () => {
    const shared = tkgOn("1.3").filter((id) => tkgOn("1.10").includes(id));
    expect(shared).toEqual([
      ...["kind", "kubernetes-1.34", "ytt", "docker-guard", "haproxy", "cert-manager-manifests"],
      ...["kapp-controller-manifests", "kapp-controller-templates"],
    ]);
    expect(tkgOn("1.10").filter((id) => !shared.includes(id))).toEqual([
      ...["node-tkg-management-1.10", "node-tkg-photon-1.34", "cluster-api-1.10-manifests"],
    ]);
  });
});
