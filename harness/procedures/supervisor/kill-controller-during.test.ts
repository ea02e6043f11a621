import { describe, expect, it } from "vitest";
import type { Supervisor } from "../../cluster/supervisor/supervisor.ts";
import { fakeProgram } from "../../tools/fake-program.ts";
import { type Doing, killControllerDuring } from "./kill-controller-during.ts";

const cluster = { name: "abc", namespace: "ns1" };

interface Story {
  readonly phase?: string;
  readonly machines?: readonly string[];
  /** How often the container has been started when all is over; once more than before unless told. */
  readonly restarts?: number;
}

/** A Supervisor on which the cluster is there, and deleted, and one template more than at first. */
function supervisorOf({ phase = "creating", machines = ["abc-1", "abc-2"], restarts = 3 }: Story) {
  let looks = 0;
  const pods = () => {
    const restartCount = (looks += 1) === 1 ? 2 : restarts;
    const lastState = { terminated: { exitCode: 137 } };
    return { items: [{ status: { containerStatuses: [{ ready: true, restartCount, lastState }] } }] };
  };
  const objects: Readonly<Record<string, readonly object[]>> = {
    clusters: [{ metadata: { name: "abc" } }, { metadata: { name: "abc", deletionTimestamp: "now" } }],
    dockermachinetemplates: ["abc-1", "abcd-2", "abc-2"].map((name) => ({ metadata: { name } })),
    machines: [
      ...machines.map((name) => ({ metadata: { name, uid: name }, spec: { clusterName: "abc" } })),
      { metadata: { name: "other", uid: "other" }, spec: { clusterName: "other" } },
    ],
  };
  const kube = {
    core: { listNamespacedPod: () => Promise.resolve(pods()) },
    custom: {
      listNamespacedCustomObject: () => Promise.resolve({ items: [{ metadata: { name: "abc-1" } }] }),
      getNamespacedCustomObject: () => Promise.resolve({ status: { phase } }),
    },
    async follow(path: string, _fields: unknown, onObject: (object: unknown) => void, signal: AbortSignal) {
      for (const object of objects[path.split("/").at(-1) ?? ""] ?? []) {
        await Promise.resolve();
        onObject(object);
      }
      const { promise, resolve } = Promise.withResolvers<undefined>();
      signal.addEventListener("abort", () => resolve(undefined));
      if (!signal.aborted) await promise;
    },
  };
  // as: what else there is of a Supervisor is not looked at.
  return { node: "sv", kubectl: {}, kube } as unknown as Supervisor;
}

async function killed(doing: Doing, story: Story = {}, pid = "4711") {
  await using docker = await fakeProgram("docker", [
    { when: "exec sv crictl ps *", stdout: "c0ffee" },
    { when: "exec sv crictl inspect *c0ffee", stdout: pid },
    { when: "exec sv kill *" },
  ]);
  const supervisor = supervisorOf({ phase: doing, ...story });
  const kill = await killControllerDuring({
    ...{ supervisor, cluster, doing, machines: 2 },
    work: () => Promise.resolve("done"),
  });
  return { ...kill, calls: await docker.calls() };
}

describe("killControllerDuring", () => {
  it("kills the controller's process on its node, and gives what the work gave", async () => {
    const { value, attempt, calls } = await killed("creating");
    expect(value).toBe("done");
    expect(calls.at(-1)).toBe("exec sv kill -KILL 4711");
    expect(attempt).toEqual({
      command: "kill -KILL 4711 on sv, as soon as its Cluster is made while abc is creating",
      succeeded: true,
      text: "the cluster was creating when the controller was killed\nexit code 137, restarts: 1\n2 Machines in all (expected 2): abc-1, abc-2",
    });
  });

  it("waits for the first thing that the controller does", async () => {
    expect((await killed("updating")).attempt.command).toContain("as soon as the template abc-2 is made");
    expect((await killed("deleting")).attempt.command).toContain("as soon as its Cluster is deleted");
  });

  it.each<[string, Story]>([
    ["the kill came too late", { phase: "running" }],
    ["a Machine was made twice", { machines: ["abc-1", "abc-2", "abc-3"] }],
    ["it ended once more", { restarts: 4 }],
  ])("fails when %s", async (_what, story) => {
    expect((await killed("creating", story)).attempt.succeeded).toBe(false);
  });

  it("is told of no process where there is none", async () => {
    await expect(killed("creating", {}, "")).rejects.toMatchObject({
      code: "tool-failed",
      message: "Finding the process of tkg-controller: crictl inspect c0ffee says ",
    });
  });
});
