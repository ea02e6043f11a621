import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { Answer } from "../../tools/fake-program.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { jumpboxFile, jumpboxManifest } from "./jumpbox-manifest.ts";
import { JumpboxPod } from "./jumpbox-pod.ts";

const cluster = { name: "tkc-cluster-1-abc", namespace: "ns1" };
const name = "jumpbox-ubuntu-abc";
const inPod = `exec ${name} --namespace ns1 -- `;
const hasKey = { when: `${inPod}stat *`, stdout: "600" };
const deleted = { when: `delete pod ${name} --namespace ns1 --ignore-not-found *` };

function fakeSupervisor(...answers: readonly Answer[]) {
  return fakeKubectl({ when: "apply --namespace ns1 *" }, { when: `wait pod/${name} *` }, ...answers);
}

describe("the jumpbox's manifest", () => {
  it("is edited for a cluster in two places, and nowhere else", async () => {
    const before = (await readFile(jumpboxFile, "utf8")).split("\n");
    const after = (await jumpboxManifest({ cluster: cluster.name, name })).split("\n");
    expect(after).toHaveLength(before.length);
    expect(after.filter((line, index) => line !== before[index])).toEqual([
      `  name: ${name}`,
      `        secretName: ${cluster.name}-ssh`,
    ]);
  });
});

describe("a jumpbox Pod", () => {
  it("is applied, takes the key, reaches nodes by SSH, and goes when it is disposed of", async () => {
    await using kubectl = await fakeSupervisor(hasKey, deleted, {
      when: `${inPod}ssh *vmware-system-user@172.18.0.7 hostname`,
      stdout: "n1",
    });
    {
      await using jumpbox = await JumpboxPod.create({ kubectl: kubectl.options, cluster, name });
      const node = { name: "n1", address: "172.18.0.7", os: "photon" } as const;
      expect(await jumpbox.onNode(node, "Asking", "hostname")).toBe("n1");
      expect((await kubectl.calls()).some((call) => call.startsWith("delete"))).toBe(false);
    }
    expect(await kubectl.input()).toContain(`secretName: ${cluster.name}-ssh\n`);
    expect((await kubectl.calls()).at(-1)).toMatch(/^delete pod /);
  });

  it("leaves nothing when it does not come up", async () => {
    const stderr = "error: timed out waiting for the condition on pods/x";
    await using kubectl = await fakeKubectl(
      { when: "apply *" },
      { when: "wait *", stderr, exitCode: 1 },
      deleted,
    );
    const created = JumpboxPod.create({ kubectl: kubectl.options, cluster, name });
    await expect(created).rejects.toThrow(`Waiting for Pod ${name}: `);
    expect((await kubectl.calls()).at(-1)).toMatch(/^delete pod /);
  });

  it("gives the words of a command that fails in it", async () => {
    const stderr = "curl: (7) Connection refused\ncommand terminated with exit code 7";
    await using kubectl = await fakeSupervisor(hasKey, deleted, {
      when: `${inPod}curl x`,
      stderr,
      exitCode: 7,
    });
    await using jumpbox = await JumpboxPod.create({ kubectl: kubectl.options, cluster, name });
    await expect(jumpbox.runOk("Asking", ["curl", "x"])).rejects.toMatchObject({
      code: "tool-failed",
      message: expect.stringMatching(
        /^Asking: .* ended with exit code 7: curl: \(7\) Connection refused$/,
      ) as string,
    });
  });
});
