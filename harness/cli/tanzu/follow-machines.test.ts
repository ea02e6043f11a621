import { describe, expect, it, vi } from "vitest";
import { fakeFollow } from "../../cluster/kube/fake-kube.ts";
import { followMachines } from "./follow-machines.ts";

const puma = { name: "puma", namespace: "team" };

function machine(name: string, phase?: string, clusterName = "puma") {
  return {
    metadata: { name, uid: name },
    spec: { clusterName },
    ...(phase === undefined ? {} : { status: { phase } }),
  };
}

function listener() {
  const said: string[] = [];
  return { said, progress: { say: (line: string) => void said.push(line), now: () => undefined } };
}

describe("followMachines", () => {
  it("tells each change once, and of this cluster only", async () => {
    const objects = [
      ...[machine("a"), machine("b", "Provisioning"), machine("a"), machine("x", "Running", "lynx")],
      ...[machine("a", "Running"), machine("b", "Provisioning")],
    ];
    const kube = fakeFollow({ objects });
    const { said, progress } = listener();
    const news = followMachines(kube, puma, progress);
    await vi.waitFor(() => expect(said).toHaveLength(3));
    await news[Symbol.asyncDispose]();
    expect(said).toEqual(["machine a: Pending", "machine b: Provisioning", "machine a: Running"]);
    expect(kube.begun).toEqual(["/apis/cluster.x-k8s.io/v1beta1/namespaces/team/machines"]);
  });

  it("does no harm when the connection breaks", async () => {
    const { said, progress } = listener();
    const news = followMachines(fakeFollow({ then: new Error("socket hang up") }), puma, progress);
    await vi.waitFor(() => expect(said).toEqual(["machines are not shown any more: socket hang up"]));
    await news[Symbol.asyncDispose]();
  });
});
