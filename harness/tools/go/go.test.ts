import { describe, expect, it } from "vitest";
import { builtTogether, goBuildArgs } from "./go.ts";

const input = {
  module: "/m",
  programs: { kind: "sigs.k8s.io/kind" },
  output: "/out",
  ldflags: "",
  cgo: false,
};

describe("goBuildArgs", () => {
  it("names a program that is alone as it is asked to", () => {
    expect(goBuildArgs(input)).toEqual([
      ...["build", "-mod=readonly", "-trimpath", "-gcflags=all=-dwarf=false", "-ldflags=-s -w"],
      ...["-o", "/out/kind", "sigs.k8s.io/kind"],
    ]);
  });

  it("leaves the names of several to Go, which needs a folder for that", () => {
    const programs = { kubeadm: "k8s.io/kubernetes/cmd/kubeadm", kubelet: "k8s.io/kubernetes/cmd/kubelet" };
    expect(goBuildArgs({ ...input, programs }).slice(5)).toEqual([
      ...["-o", "/out/", "k8s.io/kubernetes/cmd/kubeadm", "k8s.io/kubernetes/cmd/kubelet"],
    ]);
  });

  it("says the flags of the linker, and links the C library in where there is one", () => {
    expect(goBuildArgs({ ...input, ldflags: "-X a.b=c", cgo: true })).toContain(
      "-ldflags=-s -w -X a.b=c -extldflags=-static",
    );
  });
});

describe("builtTogether", () => {
  it("builds several with one command where their paths end with their names", () => {
    const programs = { kubeadm: "k8s.io/kubernetes/cmd/kubeadm", kubelet: "k8s.io/kubernetes/cmd/kubelet" };
    expect(builtTogether(programs)).toEqual([programs]);
  });

  it("builds one by one those to which Go would give other, or even the same, names", () => {
    const [bootstrap, controlPlane] = ["x.test/bootstrap/kubeadm", "x.test/controlplane/kubeadm"];
    expect(builtTogether({ bootstrap, "control-plane": controlPlane })).toEqual([
      { bootstrap },
      { "control-plane": controlPlane },
    ]);
  });
});
