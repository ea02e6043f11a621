import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Tanzu } from "../../cluster/index.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { checkSchemas, tryPatch } from "./try-patch.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "tkglab-try-patch-"));
});
afterEach(() => rm(root, { recursive: true }));

/** An operator whose dry run is the given text. */
function operator(kubectl: object): Tanzu {
  // as: nothing else of it is used.
  return {
    home: { root },
    management: { kubectl },
    dryRun: () => Promise.resolve("kind: Cluster\n"),
  } as unknown as Tanzu;
}

describe("tryPatch", () => {
  it("gives what the API server refuses as a value, with all that was said", async () => {
    await using fake = await fakeKubectl({
      when: "apply *",
      exitCode: 1,
      stdout: "cluster.cluster.x-k8s.io/abc unchanged",
      stderr: "DockerMachineTemplate spec.template.spec field is immutable",
    });
    expect(await tryPatch({ tanzu: operator(fake.options), file: "abc.yaml" })).toEqual({
      command: "kubectl apply -f patch.yaml",
      succeeded: false,
      text: "cluster.cluster.x-k8s.io/abc unchanged\nDockerMachineTemplate spec.template.spec field is immutable",
    });
    expect(await readFile(join(root, "patch.yaml"), "utf8")).toBe("kind: Cluster\n");
  });
});

describe("checkSchemas", () => {
  it("asks the API server and changes nothing", async () => {
    await using fake = await fakeKubectl({
      when: "apply --dry-run=server *",
      stdout: "abc created (server dry run)",
    });
    expect(await checkSchemas({ tanzu: operator(fake.options), file: "abc.yaml" })).toEqual({
      command: "kubectl apply --dry-run=server -f patch.yaml",
      succeeded: true,
      text: "abc created (server dry run)",
    });
  });
});
