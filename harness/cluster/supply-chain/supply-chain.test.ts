import { describe, expect, it } from "vitest";
import {
  blob,
  building,
  built,
  delivered,
  fakeApp,
  fakeBuild,
  fakeBuildPod,
  fakeChainApi,
  type FakeCluster,
  fakeImage,
  fakeKpack,
  fakeRepository,
  fakeWorkload,
  missingValue,
  now,
  ref,
} from "./fake-chain.ts";
import { chainObjects, readInventory } from "./read-chain.ts";
import { supplyChainOf } from "./supply-chain.ts";

async function graphOf(cluster: FakeCluster) {
  const inventory = await readInventory(fakeChainApi(cluster), ref.namespace);
  return supplyChainOf(chainObjects(inventory, ref), now);
}

async function states(cluster: FakeCluster) {
  const { nodes } = await graphOf(cluster);
  return Object.fromEntries(nodes.map(({ id, state }) => [id, state]));
}

describe("supplyChainOf", () => {
  it("shows a build in progress, with its steps and their times", async () => {
    const { nodes, edges, host } = await graphOf(building);
    expect(nodes.map(({ id, state, age }) => [id, state, age])).toEqual([
      ["Workload/hello-golang", "running", 90_000],
      ["GitRepository/hello-golang", "ready", 90_000],
      ["Image/hello-golang", "running", 90_000],
      ["Build/hello-golang-build-1", "running", 90_000],
      ["Pod/hello-golang-build-1-build-pod", "running", 90_000],
    ]);
    expect(nodes.at(-1)).toMatchObject({
      message: "step build runs",
      steps: [
        { name: "prepare", state: "ready", took: 2_000 },
        { name: "analyze", state: "ready", took: 2_000 },
        { name: "detect", state: "ready", took: 2_000 },
        { name: "restore", state: "ready", took: 2_000 },
        { name: "build", state: "running", took: 30_000 },
        { name: "export", state: "waiting", took: undefined },
        { name: "completion", state: "waiting", took: undefined },
      ],
    });
    expect(edges).toEqual([
      { from: "Workload/hello-golang", to: "GitRepository/hello-golang" },
      { from: "Workload/hello-golang", to: "Image/hello-golang" },
      { from: "GitRepository/hello-golang", to: "Image/hello-golang" },
      { from: "Image/hello-golang", to: "Build/hello-golang-build-1" },
      { from: "Build/hello-golang-build-1", to: "Pod/hello-golang-build-1-build-pod" },
    ]);
    expect(host).toBeUndefined();
  });

  it("shows everything ready, and where the application is", async () => {
    const { nodes, edges, host } = await graphOf(delivered);
    expect(nodes.map(({ id, state }) => `${id} ${state}`)).toEqual([
      "Workload/hello-golang ready",
      "GitRepository/hello-golang ready",
      "Image/hello-golang ready",
      "Build/hello-golang-build-1 ready",
      "Deployment/hello-golang ready",
      "Pod/hello-golang-566c6c75c7-b6tdr ready",
      "Service/hello-golang ready",
      "Ingress/hello-golang ready",
    ]);
    expect(nodes.find(({ kind }) => kind === "Image")?.message).toBe(built);
    expect(host).toBe("hello-golang-127-0-0-1.sslip.io");
    expect(edges).toContainEqual({
      from: "Deployment/hello-golang",
      to: "Pod/hello-golang-566c6c75c7-b6tdr",
    });
    expect(edges).toContainEqual({ from: "Service/hello-golang", to: "Ingress/hello-golang" });
  });

  it("does not take a build's Pod for the application's, although it carries its label", async () => {
    const done = fakeBuildPod(1, "completion", { terminated: { exitCode: 0 } });
    const { edges } = await graphOf({ ...delivered, pods: [done, ...(delivered.pods ?? [])] });
    expect(edges.filter(({ to }) => to === "Pod/hello-golang-build-1-build-pod")).toEqual([
      { from: "Build/hello-golang-build-1", to: "Pod/hello-golang-build-1-build-pod" },
    ]);
  });

  it.each([
    ["before the first", "prepare", { waiting: { reason: "PodInitializing" } }, "waiting", "PodInitializing"],
    ["between two", "analyze", { waiting: { reason: "PodInitializing" } }, "running", "step analyze begins"],
    ["in one", "export", { running: {} }, "running", "step export runs"],
    ["after the last", "completion", { terminated: { exitCode: 0 } }, "running", "every step has ended"],
  ] as const)("shows a build %s of its steps", async (_what, step, stepState, state, message) => {
    const { nodes } = await graphOf({ ...building, pods: [fakeBuildPod(1, step, stepState)] });
    expect(nodes.at(-1)).toMatchObject({ state, message });
  });

  it("does not call a build ready in its last step, although Kubernetes does", async () => {
    const pod = fakeBuildPod(1, "completion", { running: {} });
    const ready = {
      ...pod,
      status: {
        ...(pod.status as object),
        phase: "Running",
        conditions: [{ type: "Ready", status: "True" }],
      },
    };
    const { nodes } = await graphOf({ ...building, pods: [ready] });
    expect(nodes.at(-1)).toMatchObject({ state: "running", message: "step completion runs" });
  });

  it("puts the latest Build first, by its number, and shows that one's Pod", async () => {
    const succeeded = { type: "Succeeded", status: "True" };
    const builds = [2, 10, 9].map((n) => fakeBuild(n, succeeded));
    const pods = [9, 10].map((n) => fakeBuildPod(n, "completion", { terminated: { exitCode: 0 } }));
    const { nodes } = await graphOf({ ...building, builds, pods });
    expect(nodes.filter(({ kind }) => kind === "Build" || kind === "Pod").map(({ name }) => name)).toEqual([
      "hello-golang-build-10",
      "hello-golang-build-10-build-pod",
      "hello-golang-build-9",
      "hello-golang-build-2",
    ]);
  });

  it("finds what the Workload's status names where there is neither owner nor label", async () => {
    const bare = {
      ...fakeRepository({ type: "Ready", status: "True" }),
      metadata: { name: "elsewhere-called", generation: 1 },
    };
    const resources = [
      { name: "source-provider", stampedRef: { kind: "GitRepository", name: "elsewhere-called" } },
    ];
    const cluster = { workloads: [fakeWorkload(missingValue, resources)], gitrepositories: [bare] };
    expect(await states(cluster)).toHaveProperty("GitRepository/elsewhere-called", "ready");
  });

  it("has no node for what is not there, and none at all of a Workload that never was", async () => {
    expect(await states({ workloads: [fakeWorkload([])] })).toEqual({ "Workload/hello-golang": "waiting" });
    expect(await graphOf({})).toEqual({ workload: ref, nodes: [], edges: [], host: undefined });
  });

  it("still shows what a Workload has left behind", async () => {
    const { workloads: _gone, ...rest } = delivered;
    expect(await states(rest)).toMatchObject({ "Deployment/hello-golang": "ready" });
  });

  it("shows kpack's own objects when they are what stops the Image", async () => {
    const message =
      'Get "https://harbor.tkg.test/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority';
    const cluster = {
      ...building,
      clusterstacks: [fakeKpack("base", [{ type: "Ready", status: "False", message }])],
      clusterbuilders: [
        fakeKpack("base", [
          { type: "Ready", status: "False", reason: "NoLatestImage", message: "Builder has no latestImage" },
          {
            type: "UpToDate",
            status: "False",
            reason: "ReconcileFailed",
            message: "stack base is not ready",
          },
        ]),
      ],
      images: [fakeImage({ type: "Ready", status: "False", reason: "BuilderNotReady" })],
      builds: [],
      pods: [],
    };
    const { nodes, edges } = await graphOf(cluster);
    expect(
      nodes.filter(({ state }) => state === "failed").map(({ id, message: said }) => [id, said]),
    ).toEqual([
      ["ClusterStack/base", message],
      ["ClusterBuilder/base", "stack base is not ready"],
      ["Image/hello-golang", ""],
    ]);
    expect(edges).toContainEqual({ from: "ClusterBuilder/base", to: "Image/hello-golang" });
  });

  it("does not call an Image failed whose builder is only being made", async () => {
    const cluster = {
      ...building,
      clusterbuilders: [fakeKpack("base", [])],
      images: [fakeImage({ type: "Ready", status: "False", reason: "BuilderNotReady" })],
    };
    expect(await states(cluster)).toMatchObject({
      "Image/hello-golang": "waiting",
      "ClusterBuilder/base": "waiting",
    });
  });

  it.each([
    ["an image that does not come", { waiting: { reason: "ImagePullBackOff", message: "x509" } }, "failed"],
    ["a program that has ended", { waiting: { reason: "CrashLoopBackOff" } }, "failed"],
    ["a start", { waiting: { reason: "ContainerCreating" } }, "waiting"],
    ["a start that is not answered yet", { running: {} }, "running"],
  ])("knows %s in the application's Pod", async (_what, state, expected) => {
    const app = fakeApp({ phase: "Pending", containerStatuses: [{ name: "workload", state }] });
    const all = await states({ ...delivered, ...app });
    expect(all).toMatchObject({
      "Pod/hello-golang-566c6c75c7-b6tdr": expected,
      "Service/hello-golang": "waiting",
    });
  });

  it.each([
    [{ updatedReplicas: 1, availableReplicas: 0 }, "running", "0 of 1 available, 1 up to date"],
    [{ updatedReplicas: 0, availableReplicas: 1 }, "running", "1 of 1 available, 0 up to date"],
    [{ updatedReplicas: 1, availableReplicas: 2, replicas: 2 }, "running", "2 of 1 available, 1 up to date"],
    [{ updatedReplicas: 1, availableReplicas: 1, replicas: 1 }, "ready", "1 of 1 available, 1 up to date"],
  ])("follows a Deployment that rolls: %j", async (counts, state, message) => {
    const [deployment] = delivered.deployments ?? [];
    const rolling = {
      ...deployment,
      metadata: deployment?.metadata ?? {},
      status: { observedGeneration: 1, ...counts },
    };
    const { nodes } = await graphOf({ ...delivered, deployments: [rolling] });
    expect(nodes.find(({ kind }) => kind === "Deployment")).toMatchObject({ state, message });
  });

  it("knows a repository that has not been looked at since it was changed", async () => {
    const changed = fakeRepository({ type: "Ready", status: "True" }, { url: blob });
    const [repository] = [{ ...changed, metadata: { ...changed.metadata, generation: 2 } }];
    expect(await states({ ...building, gitrepositories: [repository] })).toMatchObject({
      "GitRepository/hello-golang": "running",
    });
  });
});
