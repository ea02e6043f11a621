import { describe, expect, it } from "vitest";
import {
  building,
  delivered,
  fakeBuild,
  type FakeCluster,
  fakeImage,
  now,
} from "../cluster/supply-chain/fake-chain.ts";
import { fakeSight } from "../cluster/supply-chain/fake-sights.ts";
import { leastEdges, pageState } from "./page-state.ts";

const born = now - 90_000;

async function workloadOf(cluster: FakeCluster) {
  const [workload] = pageState([await fakeSight(cluster)], now).workloads;
  return workload;
}

describe("pageState", () => {
  it("has of a Workload at work who knows, and by times that do not move what runs since when", async () => {
    const workload = await workloadOf(building);
    expect(workload).toMatchObject({
      name: "hello-golang",
      outcome: "in progress",
      where: "Pod/hello-golang-build-1-build-pod/build",
    });
    expect(workload).not.toHaveProperty("host");
    expect(workload).not.toHaveProperty("hint");
    expect(workload?.nodes.map(({ id, state, since }) => [id, state, since])).toEqual([
      ["Workload/hello-golang", "running", born],
      ["GitRepository/hello-golang", "ready", born],
      ["Image/hello-golang", "running", born],
      ["Build/hello-golang-build-1", "running", born],
      ["Pod/hello-golang-build-1-build-pod", "running", born],
    ]);
    expect(workload?.nodes.at(-1)?.steps).toEqual([
      ...["prepare", "analyze", "detect", "restore"].map((name) => ({ name, state: "ready", took: 2000 })),
      { name: "build", state: "running", since: now - 30_000 },
      ...["export", "completion"].map((name) => ({ name, state: "waiting" })),
    ]);
  });

  it("is the same text as long as nothing changes, whenever one looks", async () => {
    const later = { ...(await fakeSight(building)) };
    const aged = {
      ...later,
      chain: {
        ...later.chain,
        nodes: later.chain.nodes.map((node) => ({
          ...node,
          ...(node.age === undefined ? {} : { age: node.age + 5000 }),
          ...(node.steps === undefined
            ? {}
            : {
                steps: node.steps.map((step) =>
                  step.state === "running" ? { ...step, took: (step.took ?? 0) + 5000 } : step,
                ),
              }),
        })),
      },
    };
    expect(JSON.stringify(pageState([aged], now + 5000))).toBe(JSON.stringify(pageState([later], now)));
  });

  it("has of one that is delivered where it is reached", async () => {
    expect(await workloadOf(delivered)).toMatchObject({
      outcome: "ready",
      host: "hello-golang-127-0-0-1.sslip.io",
    });
  });

  it("has of a failure what is likely and what to do, and no log longer than a page", async () => {
    const message = "x".repeat(9000);
    const ready = { type: "Ready", status: "False", reason: "BuildFailed", message };
    const builds = [fakeBuild(1, { type: "Succeeded", status: "False", message })];
    const workload = await workloadOf({ ...building, images: [fakeImage(ready)], builds, pods: [] });
    expect(workload?.outcome).toBe("failed");
    expect(workload?.likelyCause).toEqual(expect.any(String));
    expect(workload?.hint).toEqual(expect.any(String));
    expect(workload?.nodes.find(({ kind }) => kind === "Image")?.message).toBe(`${"x".repeat(8000)}…`);
  });

  it("leaves out Builds that are history, and what leads to them", async () => {
    const builds = [1, 2, 3, 4].map((n) => fakeBuild(n, { type: "Succeeded", status: "True" }));
    const workload = await workloadOf({ ...delivered, builds });
    const shown = workload?.nodes.filter(({ kind }) => kind === "Build").map(({ name }) => name);
    expect(shown).toEqual(["hello-golang-build-4", "hello-golang-build-3"]);
    const ids = workload?.nodes.map(({ id }) => id);
    for (const { from, to } of workload?.edges ?? []) {
      expect(ids).toContain(from);
      expect(ids).toContain(to);
    }
  });
});

describe("leastEdges", () => {
  it("leaves out what follows from the others", async () => {
    const { chain } = await fakeSight(delivered);
    expect(leastEdges(chain.edges).map(({ from, to }) => `${from} -> ${to}`)).toEqual([
      "Workload/hello-golang -> GitRepository/hello-golang",
      "GitRepository/hello-golang -> Image/hello-golang",
      "Image/hello-golang -> Build/hello-golang-build-1",
      "Image/hello-golang -> Deployment/hello-golang",
      "Deployment/hello-golang -> Pod/hello-golang-566c6c75c7-b6tdr",
      "Deployment/hello-golang -> Service/hello-golang",
      "Service/hello-golang -> Ingress/hello-golang",
    ]);
  });

  it("keeps what nothing else leads to", () => {
    const edges = [
      { from: "a", to: "b" },
      { from: "a", to: "c" },
    ];
    expect(leastEdges(edges)).toEqual(edges);
  });
});
