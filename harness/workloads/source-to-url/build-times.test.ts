import { describe, expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { buildTimes } from "./build-times.ts";

const step = (name: string, from: number, to: number) => ({
  name,
  state: {
    terminated: {
      startedAt: `2026-11-21T21:00:${String(from).padStart(2, "0")}Z`,
      finishedAt: `2026-11-21T21:00:${String(to).padStart(2, "0")}Z`,
    },
  },
});

const pod = (number: string, completion: object, buildEnds = 30) => ({
  metadata: {
    name: `hello-build-${number}-build-pod`,
    labels: { "kpack.io/build": `hello-build-${number}`, "image.kpack.io/buildNumber": number },
  },
  status: {
    initContainerStatuses: [step("prepare", 1, 2), step("build", 10, buildEnds)],
    containerStatuses: [completion],
  },
});

const running = { name: "completion", state: {} };
const answer = (items: readonly object[]) => ({
  when: "get pod --namespace default --selector image.kpack.io/image=hello --output json",
  stdout: JSON.stringify({ items }),
});

describe("buildTimes", () => {
  it("has a line for each Build that has ended, as they came, and what its buildpack says of a cache", async () => {
    const items = [
      pod("10", step("completion", 19, 20), 12),
      pod("9", step("completion", 40, 41)),
      pod("11", running),
    ];
    const logOf = (number: string) =>
      `logs hello-build-${number}-build-pod --namespace default --container build`;
    await using kubectl = await fakeKubectl(
      answer(items),
      { when: logOf("9"), stdout: "---> tkglab/go\n  no cache gocache of a former build\n  20 s\n" },
      { when: logOf("10"), stdout: "  using the cache gocache of a former build: 43M\n" },
    );
    expect(await buildTimes({ cluster: { kubectl: kubectl.options }, name: "hello" })).toEqual({
      command: "kubectl logs --selector image.kpack.io/image=hello --container build",
      succeeded: true,
      text: [
        "hello-build-9: 40 s, 20 s of them its buildpack; no cache gocache of a former build",
        "hello-build-10: 19 s, 2 s of them its buildpack; using the cache gocache of a former build: 43M",
      ].join("\n"),
    });
  });

  it("has not succeeded where no Build has ended", async () => {
    await using kubectl = await fakeKubectl(answer([pod("1", running)]));
    expect(await buildTimes({ cluster: { kubectl: kubectl.options }, name: "hello" })).toMatchObject({
      succeeded: false,
      text: "",
    });
  });
});
