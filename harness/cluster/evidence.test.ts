import { describe, expect, it } from "vitest";
import { fakeProgram } from "../tools/fake-program.ts";
import { managementEvidence, packagesEvidence, workloadEvidence } from "./evidence.ts";

const kubectl = "kubectl --kubeconfig /etc/kubernetes/admin.conf";
const node = { name: "lab-control-plane", address: "172.18.0.2", os: "photon" } as const;
const ofKappController = ["apps.yaml", "package-installs.yaml", "kapp-controller.log"];

describe("packagesEvidence", () => {
  it("is what kapp-controller has, and what it said, with nothing of a Secret", async () => {
    await using docker = await fakeProgram("docker", [
      { when: "exec *get apps*", stdout: "kind: List", stderr: "Warning: old" },
      { when: "exec *" },
    ]);
    const sources = packagesEvidence({ name: "lab", nodes: [node] });
    expect(sources.map(({ name }) => name)).toEqual(ofKappController.map((file) => `lab-${file}`));
    const texts: string[] = [];
    for (const { read } of sources) texts.push(await read());
    expect(texts[0]).toBe("kind: List\nWarning: old");
    expect(await docker.calls()).toEqual([
      `exec lab-control-plane ${kubectl} get apps --all-namespaces --output yaml`,
      `exec lab-control-plane ${kubectl} get packageinstalls --all-namespaces --output yaml`,
      `exec lab-control-plane ${kubectl} logs --namespace tkg-system deployment/kapp-controller --all-containers`,
    ]);
  });
});

describe("what is known of the clusters of standalone TKG", () => {
  const packagesOf = (names: readonly string[], prefix: string) =>
    names.filter((name) => ofKappController.some((file) => name === `${prefix}-${file}`));

  it("holds what kapp-controller did on the management cluster, each once", () => {
    // as: nothing else of it is used.
    const management = { name: "mgmt", node: "mgmt-control-plane" } as Parameters<
      typeof managementEvidence
    >[0];
    const names = managementEvidence(management).map(({ name }) => name);
    expect(packagesOf(names, "mgmt")).toEqual(ofKappController.map((file) => `mgmt-${file}`));
    expect(new Set(names).size).toBe(names.length);
  });

  it("holds what kapp-controller did on a workload cluster, asked of its control plane", async () => {
    await using docker = await fakeProgram("docker", [
      { when: "ps *", stdout: "abc-lb\nabc-md-0-x\nabc-control-plane-y" },
      { when: "exec *" },
    ]);
    const sources = await workloadEvidence("abc");
    expect(
      packagesOf(
        sources.map(({ name }) => name),
        "abc",
      ),
    ).toEqual(ofKappController.map((file) => `abc-${file}`));
    await sources.find(({ name }) => name === "abc-package-installs.yaml")?.read();
    expect((await docker.calls()).at(-1)).toBe(
      `exec abc-control-plane-y ${kubectl} get packageinstalls --all-namespaces --output yaml`,
    );
  });

  it("lacks it where no control plane was made", async () => {
    await using _docker = await fakeProgram("docker", [{ when: "ps *", stdout: "abc-lb" }]);
    expect((await workloadEvidence("abc")).map(({ name }) => name)).toEqual(["abc-lb-machine.log"]);
  });
});
