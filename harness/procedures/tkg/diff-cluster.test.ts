import { describe, expect, it } from "vitest";
import { fakeMachineLists } from "../../cluster/tkg/fake-machines.ts";
import { type FakeKubectl, fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { checkDiff, diffCluster, parseDiff } from "./diff-cluster.ts";

/** What `kubectl diff` says of one object, in a file that it has named. */
function diffOf(file: string, ...changes: readonly string[]): string {
  const at = "2026-11-21 14:00:00.000000000 +0000";
  const [live, merged] = [`/tmp/LIVE-1234/${file}`, `/tmp/MERGED-5678/${file}`];
  const head = [`diff -u -N ${live} ${merged}`, `--- ${live}\t${at}`, `+++ ${merged}\t${at}`];
  return [...head, "@@ -6,7 +6,7 @@", " metadata:", ...changes, "   name: abc", ""].join("\n");
}

const controlPlane = diffOf(
  "controlplane.cluster.x-k8s.io.v1beta1.KubeadmControlPlane.default.tkg-abc-control-plane",
  "-  generation: 1",
  "+  generation: 2",
  "+        -----BEGIN CERTIFICATE-----",
);
const secret = diffOf("v1.Secret.default.tkg-abc-kapp-controller-addon", "-  values.yaml: '*** (before)'");

const asControlPlane = {
  object: "KubeadmControlPlane tkg-abc-control-plane",
  lines: ["-  generation: 1", "+  generation: 2", "+        -----BEGIN CERTIFICATE-----"],
};
const asSecret = {
  object: "Secret tkg-abc-kapp-controller-addon",
  lines: ["-  values.yaml: '*** (before)'"],
};

describe("parseDiff", () => {
  it("finds the objects and their changed lines, and nothing of kubectl's own", () => {
    expect(parseDiff(controlPlane)).toEqual([asControlPlane]);
    expect(parseDiff(controlPlane + secret)).toEqual([asControlPlane, asSecret]);
  });

  it("knows an object without a namespace", () => {
    const [diff] = parseDiff(diffOf("cluster.x-k8s.io.v1beta1.ClusterClass..abc", "+  a: b"));
    expect(diff).toEqual({ object: "ClusterClass abc", lines: ["+  a: b"] });
  });

  it("knows an object whose name has dots, as definitions have", () => {
    const name = "clusters.cluster.x-k8s.io";
    const [diff] = parseDiff(diffOf(`apiextensions.k8s.io.v1.CustomResourceDefinition..${name}`, "+  a: b"));
    expect(diff?.object).toBe(`CustomResourceDefinition ${name}`);
  });

  it("finds nothing where nothing differs", () => {
    expect(parseDiff("")).toEqual([]);
    expect(parseDiff("\n")).toEqual([]);
  });
});

const patch = "/home/patch.yaml";
const at = (kubectl: FakeKubectl) => ({
  cluster: { management: { kube: fakeMachineLists(), kubectl: kubectl.options } },
  patch,
});

describe("diffCluster", () => {
  it.each([
    ["differences", { when: "*", stdout: controlPlane.trimEnd(), exitCode: 1 }, controlPlane.trimEnd()],
    ["no differences", { when: "*" }, ""],
  ])("takes %s for an answer", async (_what, answer, text) => {
    await using kubectl = await fakeKubectl(answer);
    expect(await diffCluster(at(kubectl))).toBe(text);
    expect(await kubectl.calls()).toEqual([`diff --filename ${patch}`]);
  });

  it("does not take a failure for an answer", async () => {
    const stderr = "The DockerMachineTemplate is invalid: spec: immutable";
    await using kubectl = await fakeKubectl({ when: "*", stderr, exitCode: 2 });
    await expect(diffCluster(at(kubectl))).rejects.toMatchObject({
      code: "bad-input",
      message: `Comparing ${patch} with the cluster: the API server refuses it: ${stderr}`,
    });
  });
});

describe("checkDiff", () => {
  const expected = {
    objects: [asControlPlane.object, asSecret.object],
    lines: [/^[+-]  generation: \d+$/, /^\+ +-----BEGIN CERTIFICATE-----$/, /^[+-]  values\.yaml: /],
  };
  async function check(stdout: string, more: Partial<typeof expected> = {}) {
    await using kubectl = await fakeKubectl({ when: "*", stdout, exitCode: stdout === "" ? 0 : 1 });
    return await checkDiff({ ...at(kubectl), expected: { ...expected, ...more } });
  }

  it("succeeds where exactly the expected objects differ, in expected lines only", async () => {
    const text = `${controlPlane}${secret}`.trimEnd();
    expect(await check(text)).toEqual({ command: "kubectl diff -f patch.yaml", succeeded: true, text });
  });

  it("fails where an object does not differ", async () => {
    const { succeeded, text } = await check(controlPlane);
    expect(succeeded).toBe(false);
    expect(text).toMatch(/^Secret tkg-abc-kapp-controller-addon: expected to differ; it does not\n/);
    expect(await check("")).toMatchObject({ succeeded: false });
  });

  it("fails where another object differs", async () => {
    const { succeeded, text } = await check(controlPlane + secret, { objects: [asSecret.object] });
    expect(succeeded).toBe(false);
    expect(text).toMatch(
      /^KubeadmControlPlane tkg-abc-control-plane: expected not to differ; actual 3 lines\n/,
    );
  });

  it("fails where a line changes that is not expected", async () => {
    const { succeeded, text } = await check(controlPlane + secret, { lines: expected.lines.slice(1) });
    expect(succeeded).toBe(false);
    expect(text.split("\n").slice(0, 2)).toEqual([
      "KubeadmControlPlane tkg-abc-control-plane: expected no such change: -  generation: 1",
      "KubeadmControlPlane tkg-abc-control-plane: expected no such change: +  generation: 2",
    ]);
  });
});
