import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { silent } from "../../core/progress.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { type Answer, fakeProgram } from "../../tools/fake-program.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { fakeMachineLists } from "./fake-machines.ts";
import type { ClusterRef } from "./machines.ts";
import { createConfigHome } from "./operator/config-home.ts";
import { Tanzu } from "./tanzu.ts";

const rendered = { when: "*", stdout: "kind: Cluster" };

/** The Tanzu CLI with a ytt and a kubectl that are pretended. */
async function tanzuWith(ytt: Answer, ...kubectlAnswers: readonly Answer[]) {
  const stack = new AsyncDisposableStack();
  const folder = stack.use(await temporaryFolder());
  const yttProgram = stack.use(await fakeProgram("ytt", [ytt]));
  const kubectl = stack.use(await fakeKubectl(...kubectlAnswers));
  const home = await createConfigHome({ dir: join(folder.path, "home"), version: "1.4" });
  const owned: ClusterRef[] = [];
  const calls = { kubectl: () => kubectl.calls(), ytt: () => yttProgram.calls() };
  const tanzu = new Tanzu({
    context: {
      ...{ labId: "abcdef", secretsDir: folder.path, progress: silent },
      ownership: { runId: "r", scenarioId: "s", owner: "o" },
      signal: new AbortController().signal,
    },
    management: { kube: fakeMachineLists(), kubectl: kubectl.options },
    home,
    ytt: "ytt",
    images: {
      kubernetesVersion: "v1.29.15",
      nodes: { photon: "node-photon:1" },
      loadBalancer: { repository: "tkglab", tag: "1" },
    },
    addons: { kappControllerTemplates: folder.path },
    owns: (cluster) => void owned.push(cluster),
  });
  return {
    tanzu,
    owned,
    calls,
    input: () => kubectl.input(),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

const variables = { CLUSTER_NAME: "abc", OS_NAME: "photon", NAMESPACE: "team" } as const;
const refused = { when: "apply *", stderr: "The Cluster is invalid: spec", exitCode: 1 };

describe("the Tanzu CLI", () => {
  it("keeps a cluster configuration where an operator does", async () => {
    await using lab = await tanzuWith(rendered);
    const file = await lab.tanzu.writeClusterConfig({ ...variables, WORKER_MACHINE_COUNT: 2 });
    expect(file).toBe(join(lab.tanzu.home.clusterConfigs, "abc.yaml"));
    expect(parse(await readFile(file, "utf8"))).toEqual({ ...variables, WORKER_MACHINE_COUNT: 2 });
  });

  it("prints manifests at a dry run, and touches no cluster", async () => {
    await using lab = await tanzuWith(rendered);
    const file = await lab.tanzu.writeClusterConfig(variables);
    expect(await lab.tanzu.dryRun(file)).toBe("kind: Cluster\n");
    expect(await lab.calls.kubectl()).toEqual([]);
    expect(lab.owned).toEqual([]);
  });

  it("creates the cluster that a dry run prints, and has told of it before", async () => {
    await using lab = await tanzuWith(rendered, refused);
    const file = await lab.tanzu.writeClusterConfig(variables);
    await expect(lab.tanzu.createCluster(file)).rejects.toMatchObject({
      code: "bad-input",
      message: "Creating the cluster abc: the API server refuses it: The Cluster is invalid: spec",
    });
    expect(await lab.input()).toBe("kind: Cluster\n");
    expect(lab.owned).toMatchObject([{ name: "abc", namespace: "team" }]);
  });

  it("owns nothing where the manifests cannot be rendered", async () => {
    await using lab = await tanzuWith({ when: "*", stderr: "ytt: Error: Overlaying data", exitCode: 1 });
    const file = await lab.tanzu.writeClusterConfig(variables);
    await expect(lab.tanzu.createCluster(file)).rejects.toMatchObject({ code: "bad-input" });
    expect(lab.owned).toEqual([]);
    expect(await lab.calls.kubectl()).toEqual([]);
  });

  it("refuses a configuration that is wrong before anything else", async () => {
    await using lab = await tanzuWith(rendered);
    const file = await lab.tanzu.writeClusterConfig({ ...variables, CLUSTER_PLAN: "test" });
    await expect(lab.tanzu.createCluster(file)).rejects.toThrow('CLUSTER_PLAN is "test"');
    expect(await lab.calls.ytt()).toEqual([]);
  });

  it("deletes a cluster by its name", async () => {
    await using lab = await tanzuWith(rendered, { when: "*" });
    await lab.tanzu.deleteCluster({ name: "abc", namespace: "team" });
    expect(await lab.calls.kubectl()).toContain(
      "delete cluster/abc --namespace team --ignore-not-found --wait=false",
    );
  });

  it("gives up deleting with whoever stops that, not the run", async () => {
    await using lab = await tanzuWith(rendered, { when: "*" });
    const stopped = AbortSignal.abort(new Error("time is up"));
    await expect(lab.tanzu.deleteCluster({ name: "abc", namespace: "team" }, stopped)).rejects.toThrow(
      "time is up",
    );
  });
});
