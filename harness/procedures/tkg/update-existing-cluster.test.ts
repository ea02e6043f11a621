import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Kube, Tanzu, WorkloadCluster } from "../../cluster/index.ts";
import { fakeFollow, type FakeWatch } from "../../cluster/kube/fake-kube.ts";
import { fakeMachine, fakeMachineLists } from "../../cluster/tkg/fake-machines.ts";
import { systemClock } from "../../core/clock.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { type FakeKubectl, fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import {
  annotateWorkers,
  applyPatch,
  rollWorkers,
  rollWorkersAfter,
  writePatch,
} from "./update-existing-cluster.ts";

const done = { observedGeneration: 2, replicas: 1, updatedReplicas: 1, readyReplicas: 1 };
const rolledOut = { metadata: { name: "abc", generation: 2 }, spec: {}, status: done };
const rolling = { ...rolledOut, status: { ...done, updatedReplicas: 0 } };
const isRunning = { phase: "Running" };
const machines = (suffix: string) => [
  fakeMachine(`abc-control-plane-${suffix}`, isRunning),
  fakeMachine(`abc-md-0-${suffix}`, isRunning),
];
const [old, fresh] = [machines("1"), machines("2")];

/** The workers' MachineDeployment while its controller follows a revision; the counts are those of before. */
const revision = (number: string) => ({
  ...rolledOut,
  metadata: {
    ...rolledOut.metadata,
    annotations: { "machinedeployment.clusters.x-k8s.io/revision": number },
  },
});
const revised: FakeWatch = { objects: [revision("1"), revision("2")] };

/** The cluster abc, whose parts roll as they are told to; its API server always answers. */
function clusterBehind({ options }: FakeKubectl, ...watches: readonly FakeWatch[]) {
  let looks = 0;
  const listNamespacedPod = () => {
    looks += 1;
    return Promise.resolve({ items: [] });
  };
  const follow = fakeFollow(...watches, { objects: [rolling, rolledOut] });
  const kube = { ...fakeMachineLists(old, fresh), follow: follow.follow, begun: follow.begun };
  Object.assign(kube.custom, { getNamespacedCustomObject: () => Promise.resolve(revision("1")) });
  // as: nothing else of it is used.
  const cluster = {
    ...{ name: "abc", namespace: "team", kube: { core: { listNamespacedPod } } as unknown as Kube },
    management: { kube, kubectl: options },
  } as unknown as WorkloadCluster;
  return { cluster, followed: follow.begun, looks: () => looks };
}

describe("writePatch", () => {
  it("writes the dry run where the operator is", async () => {
    await using folder = await temporaryFolder();
    const dryRun = (file: string) => Promise.resolve(`kind: Cluster # ${file}\n`);
    // as: nothing else of the CLI is used.
    const tanzu = { dryRun, home: { root: folder.path } } as unknown as Tanzu;
    const patch = await writePatch({ tanzu, file: "abc.yaml" });
    expect(patch).toBe(join(folder.path, "patch.yaml"));
    expect(await readFile(patch, "utf8")).toBe("kind: Cluster # abc.yaml\n");
  });
});

describe("applyPatch", () => {
  it("is over when the control plane has rolled, and says what that did", async () => {
    await using kubectl = await fakeKubectl({ when: "apply *" });
    const { cluster, followed, looks } = clusterBehind(kubectl);
    const rollout = await applyPatch({ cluster, patch: "/home/patch.yaml" });
    expect(await kubectl.calls()).toEqual(["apply --filename /home/patch.yaml"]);
    expect(followed).toEqual([
      expect.stringMatching(/kubeadmcontrolplanes\?metadata\.name=abc-control-plane$/),
    ]);
    expect(rollout).toMatchObject({ before: old, after: fresh, availability: { outages: [] } });
    expect(rollout.ms).toBeGreaterThan(0);
    // A look is two requests.
    expect(rollout.availability.looks * 2).toBe(looks());
    expect(looks()).toBeGreaterThan(0);
  });

  it("ends its watch of the API server when the patch is refused", async () => {
    const stderr = "The DockerMachineTemplate is invalid: spec: immutable";
    await using kubectl = await fakeKubectl({ when: "apply *", stderr, exitCode: 1 });
    const { cluster, looks } = clusterBehind(kubectl);
    await expect(applyPatch({ cluster, patch: "patch.yaml" })).rejects.toMatchObject({
      code: "bad-input",
      message: `Applying patch.yaml: the API server refuses it: ${stderr}`,
    });
    const then = looks();
    // Longer than from one look to the next.
    await systemClock.pause(600);
    expect(looks()).toBe(then);
  });
});

describe("rollWorkers", () => {
  it("sets the date on the template of the MachineDeployment, in whole seconds", async () => {
    await using kubectl = await fakeKubectl({ when: "patch *" });
    const { cluster, followed } = clusterBehind(kubectl, revised);
    await rollWorkers({ cluster });
    const [call = ""] = await kubectl.calls();
    expect(call).toMatch(
      /^patch machinedeployment abc-md-0 --namespace team --type merge -p \{"spec":\{"template":\{"metadata":\{"annotations":\{"date":"\d{10}"\}\}\}\}\}$/,
    );
    // First for another revision, then for its Machines.
    expect(followed).toEqual(
      Array(2).fill(expect.stringMatching(/machinedeployments\?metadata\.name=abc-md-0$/)),
    );
  });
});

describe("a roll of the workers", () => {
  it("is not over while the old counts stand beside the new generation", async () => {
    await using kubectl = await fakeKubectl({ when: "patch *" });
    const stop = new AbortController();
    const { cluster } = clusterBehind(
      { ...kubectl, options: { ...kubectl.options, signal: stop.signal } },
      {
        objects: [revision("1")],
      },
    );
    const over = rollWorkers({ cluster });
    stop.abort(new Error("Ctrl-C"));
    await expect(over).rejects.toThrow();
  });
});

describe("rollWorkersAfter", () => {
  it("tells the MachineDeployment to replace what is older than now, in whole seconds", async () => {
    await using kubectl = await fakeKubectl({ when: "patch *" });
    const { cluster, followed } = clusterBehind(kubectl, revised);
    const rollout = await rollWorkersAfter({ cluster });
    const [call = ""] = await kubectl.calls();
    const [, at = ""] =
      /^patch machinedeployment abc-md-0 --namespace team --type merge -p \{"spec":\{"rolloutAfter":"(.+)"\}\}$/.exec(
        call,
      ) ?? [];
    expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    // Later than now would roll nothing yet.
    expect(Date.parse(at)).toBeLessThanOrEqual(systemClock.now());
    // First for another revision, then for its Machines.
    expect(followed).toEqual(
      Array(2).fill(expect.stringMatching(/machinedeployments\?metadata\.name=abc-md-0$/)),
    );
    expect(rollout).toMatchObject({ before: old, after: fresh });
  });
});

describe("annotateWorkers", () => {
  const patched = "machinedeployment.cluster.x-k8s.io/abc-md-0 patched";

  /** Its worker is annotated with what kubectl was last given, or goes. */
  function clusterThatWrites(kubectl: FakeKubectl, deletionTimestamp?: string) {
    const followed: string[] = [];
    const kube = {
      ...fakeMachineLists(old),
      follow: async (...[path, fieldSelector = "", onObject, signal]: Parameters<Kube["follow"]>) => {
        followed.push(`${path}?${fieldSelector}`);
        const [, date = ""] = /"date":"(\d+)"/.exec((await kubectl.calls()).join()) ?? [];
        const metadata = deletionTimestamp === undefined ? {} : { deletionTimestamp };
        const objects = path.endsWith("/machines")
          ? [{ metadata: {} }, { metadata: { ...metadata, annotations: { date } } }]
          : [rolling, rolledOut];
        await fakeFollow({ objects }).follow(path, fieldSelector, onObject, signal);
      },
    };
    // as: nothing else of it is used.
    const cluster = {
      ...{ name: "abc", namespace: "team" },
      management: { kube, kubectl: kubectl.options },
    } as unknown as WorkloadCluster;
    return { cluster, followed };
  }

  it("is over when the worker that was there has the annotation and nothing is left to roll", async () => {
    await using kubectl = await fakeKubectl({ when: "patch *", stdout: patched });
    const { cluster, followed } = clusterThatWrites(kubectl);
    const { command, succeeded, text } = await annotateWorkers({ cluster });
    expect(succeeded).toBe(true);
    expect(command).toMatch(
      /^kubectl patch machinedeployment abc-md-0 --type merge -p '\{"spec":\{"template":\{"metadata":\{"annotations":\{"date":"\d{10}"\}\}\}\}\}'$/,
    );
    expect(text).toMatch(
      /^machinedeployment\.cluster\.x-k8s\.io\/abc-md-0 patched\nabc-md-0-1 is annotated with date=\d{10}$/,
    );
    expect(followed).toEqual([
      "/apis/cluster.x-k8s.io/v1beta1/namespaces/team/machines?metadata.name=abc-md-0-1",
      expect.stringMatching(/machinedeployments\?metadata\.name=abc-md-0$/),
    ]);
  });

  it("says so where the worker goes instead, as on Cluster API 1.3", async () => {
    await using kubectl = await fakeKubectl({ when: "patch *", stdout: patched });
    const { cluster } = clusterThatWrites(kubectl, "2026-01-01T00:00:00Z");
    await expect(annotateWorkers({ cluster })).rejects.toMatchObject({
      code: "check",
      message: expect.stringMatching(
        /^Waiting for the annotation date=\d{10} on Machine abc-md-0-1: the Machine goes, the workers roll$/,
      ) as string,
    });
  });
});
