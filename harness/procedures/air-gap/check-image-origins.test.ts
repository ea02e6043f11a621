import { describe, expect, it } from "vitest";
import type { Kube } from "../../cluster/index.ts";
import { fakeProgram } from "../../tools/fake-program.ts";
import { checkImageOrigins, imagesInNodes } from "./check-image-origins.ts";

const node = (name: string) => ({ name, address: "172.18.0.3", os: "photon" as const });
const harbor = { host: "harbor.tkg.test" };
const digest = `sha256:${"a1".repeat(32)}`;

describe("imagesInNodes", () => {
  it("gives every name of every image once", async () => {
    const list = (...images: object[]) => JSON.stringify({ images });
    const pause = { repoTags: ["registry.k8s.io/pause:3.9"], repoDigests: [] };
    await using _docker = await fakeProgram("docker", [
      { when: "exec n1 crictl images --output json", stdout: list(pause) },
      {
        when: "exec n2 crictl images --output json",
        stdout: list(pause, { repoTags: [], repoDigests: [`harbor.tkg.test/a@${digest}`] }),
      },
    ]);
    expect(await imagesInNodes({ cluster: { nodes: [node("n1"), node("n2")] } })).toEqual([
      "registry.k8s.io/pause:3.9",
      `harbor.tkg.test/a@${digest}`,
    ]);
  });
});

describe("checkImageOrigins", () => {
  const preloaded = ["registry.k8s.io/pause:3.9", "tkglab.test/flannel:node"];
  const fromHarbor = `harbor.tkg.test/library/hello@${digest}`;

  function check(...pods: { containers?: string[]; initContainers?: string[] }[]) {
    const named = (images?: string[]) => images?.map((image) => ({ image }));
    const items = pods.map(({ containers, initContainers }) => ({
      spec: { containers: named(containers), initContainers: named(initContainers) },
    }));
    // as: this is all that is used of it.
    const core = { listPodForAllNamespaces: () => Promise.resolve({ items }) } as unknown as Kube["core"];
    return checkImageOrigins({ cluster: { kube: { core } }, harbor, preloaded });
  }

  it("says of each image where it is from", async () => {
    const flannel = {
      containers: ["tkglab.test/flannel:node"],
      initContainers: ["tkglab.test/flannel:node"],
    };
    expect(await check(flannel, { containers: [fromHarbor] })).toEqual({
      command: "kubectl get pods --all-namespaces --output jsonpath={..image}",
      succeeded: true,
      text: `${fromHarbor}: harbor.tkg.test\ntkglab.test/flannel:node: in the node before`,
    });
  });

  it.each([
    ["of a public registry", "docker.io/library/nginx:1.27"],
    ["of a registry whose name begins the same", "harbor.tkg.test.example/library/hello:1.0"],
    ["by another tag", "tkglab.test/flannel:other"],
  ])("fails for an image %s, also where only an init container has it", async (_what, image) => {
    expect(await check({ containers: [fromHarbor], initContainers: [image] })).toMatchObject({
      succeeded: false,
      text: expect.stringContaining(`${image}: from elsewhere`) as string, // as: a matcher has no type
    });
  });

  it("fails where there is no Pod at all", async () => {
    expect(await check()).toMatchObject({ succeeded: false });
  });
});
