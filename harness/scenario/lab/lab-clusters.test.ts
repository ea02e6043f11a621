import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { type LabCluster, installKappControllerLine, withKappController } from "./lab-clusters.ts";

/** The manifests of each line, as a run has prepared them, and a kubectl. */
async function prepared() {
  const [old, now] = [await temporaryFolder(), await temporaryFolder()];
  await writeFile(join(old.path, "manifests.yaml"), "0.32");
  await writeFile(join(now.path, "manifests.yaml"), "0.41");
  const kubectl = await fakeKubectl({ when: "*" });
  const folder = (id: string) => (id === "kapp-controller-0.32-manifests" ? old.path : now.path);
  return {
    folder,
    kubectl,
    async [Symbol.asyncDispose]() {
      for (const one of [old, now, kubectl]) await one[Symbol.asyncDispose]();
    },
  };
}

describe("kapp-controller", () => {
  it.each(["0.32", "0.41"] as const)("of the line %s comes from its own manifests", async (line) => {
    await using run = await prepared();
    await installKappControllerLine(run, run.kubectl.options, line);
    expect(await run.kubectl.input()).toBe(line);
  });

  it("on a cluster of the lab is reached by the cluster's kubeconfig", async () => {
    await using run = await prepared();
    const { binary, kubeconfig } = run.kubectl.options;
    const { signal } = new AbortController();
    // as: nothing else of it is used.
    const cluster = { name: "lab", kubeconfig } as LabCluster;
    const context = { signal } as Parameters<typeof withKappController>[0]["context"]; // as: likewise
    const parts = { context, folder: run.folder, program: () => binary };
    const made = await withKappController(parts, cluster, "0.41");
    expect(made.kubectl).toEqual({ binary, kubeconfig, signal });
    expect(made.name).toBe("lab");
    expect((await run.kubectl.calls())[0]).toMatch(/^apply --server-side /);
  });
});
