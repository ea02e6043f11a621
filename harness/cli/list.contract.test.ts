import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packageRoot } from "../core/package-root.ts";
import { CliSandbox } from "./cli-process.ts";

let sandbox: CliSandbox;
beforeEach(async () => {
  sandbox = await CliSandbox.make();
});
afterEach(() => sandbox[Symbol.asyncDispose]());

describe("tkglab plan", () => {
  it("prints what a run would do", async () => {
    const { code, stdout } = await sandbox.run(["plan", "photon-node-by-ssh"]);
    expect(code).toBe(0);
    expect(stdout).toContain(
      `containerd/photon-node-by-ssh: A Photon node trusts Harbor after its CA is registered over SSH
  stands for vSphere with Tanzu, seed 003; uses kind, node-photon, harbor, toolbox, hello-app
  1. given a self-signed Harbor holds hello-app
  2. given a cluster does not know its CA
  3. red   pulling hello-app fails  /x509: certificate signed by unknown authority/
`,
    );
    expect(stdout).toContain(
      `  file: ${join(packageRoot, "scenarios/containerd/photon-node-by-ssh.scenario.ts")}\n`,
    );
  });

  it("of what there is not: 3, with the nearest", async () => {
    const { code, stderr } = await sandbox.run(["plan", "foton-node"]);
    expect(stderr).toMatch(/^Selecting scenarios: no id matches "foton-node"; the nearest is "containerd\//);
    expect(code).toBe(3);
  });
});

describe("tkglab list", () => {
  it("prints ids, titles and tags, or all of the headers as JSON", async () => {
    const [text, json] = await Promise.all([sandbox.run(["list"]), sandbox.run(["list", "--json"])]);
    expect([text.code, json.code]).toEqual([0, 0]);
    expect(text.stdout).toMatch(
      /^containerd\/photon-node-by-ssh +A Photon node trusts Harbor after its CA is registered over SSH {2}\[ci, /m,
    );
    expect(JSON.parse(json.stdout)).toContainEqual(
      expect.objectContaining({ id: "containerd/photon-node-by-ssh", seed: "003" }),
    );
  });
});

describe("tkglab report merge", () => {
  it("of what is not there: 3, and nothing is written", async () => {
    const { code, stderr, stdout } = await sandbox.run([
      "report",
      "merge",
      "nowhere",
      "--report-dir",
      "whole",
    ]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toBe(
      "Reading nowhere/results.json: it is not there or cannot be read\n  what to do: tkglab run writes reports; ls reports\n",
    );
  });
});
