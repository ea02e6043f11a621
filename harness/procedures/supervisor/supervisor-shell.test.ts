import { describe, expect, it } from "vitest";
import { Toolbox } from "../../cluster/index.ts";
import { fakeProgram } from "../../tools/fake-program.ts";
import { fakeShell } from "./fake-shell.ts";
import { openSupervisorShell } from "./supervisor-shell.ts";

const { signal } = new AbortController();
const cluster = { name: "abc", namespace: "team" };

describe("a shell on a node of the Supervisor", () => {
  it("has the cluster's names in its environment, and fails when any part of a line does", async () => {
    const { shell, argv } = fakeShell({ when: /get/, stdout: "x" });
    expect(await shell.type("Looking", "kubectl get $CLUSTER_NAME | cat")).toBe("x");
    expect(argv).toEqual([
      [
        ...["env", "-C", "/root/abc", "CLUSTER_NAMESPACE=team", "CLUSTER_NAME=abc"],
        ...["bash", "-o", "pipefail", "-c", "kubectl get $CLUSTER_NAME | cat"],
      ],
    ]);
  });

  it("says what was typed when that fails", async () => {
    const { shell } = fakeShell({ when: /.*/, stderr: "Error from server (NotFound)", exitCode: 1 });
    await expect(shell.type("Looking", "kubectl get kcp")).rejects.toMatchObject({
      code: "tool-failed",
      message: "Looking: kubectl get kcp ended with exit code 1: Error from server (NotFound)",
    });
  });

  it("reaches nodes with the cluster's key, also one that has the address of another before it", async () => {
    const { shell, argv } = fakeShell({ when: /id/, node: "10.0.0.1", stdout: "root" });
    expect(await shell.onNode("10.0.0.1", "Looking", "id")).toBe("root");
    expect(argv[0]).toEqual(
      expect.arrayContaining(["/root/abc/abc-ssh-privatekey", "StrictHostKeyChecking=no"]),
    );
  });

  it("tells a node that is out of reach from a command that fails", async () => {
    const { shell } = fakeShell({
      when: /.*/,
      node: "10.0.0.1",
      stderr: "Connection refused",
      exitCode: 255,
    });
    await expect(shell.onNode("10.0.0.1", "Looking", "id")).rejects.toMatchObject({
      code: "unreachable",
      message: "Looking on 10.0.0.1: ssh to 10.0.0.1 failed: Connection refused",
    });
  });

  it("opens with kubectl and the Supervisor's admin.conf, which no command line shows", async () => {
    await using docker = await fakeProgram("docker", [
      { when: "run *", stdout: "operator" },
      { when: "exec sv-node cat /etc/kubernetes/admin.conf", stdout: "client-key-data: c2VjcmV0" },
      { when: "cp /bin/kubectl operator:/usr/local/bin/kubectl" },
      { when: "exec --interactive operator *" },
      { when: "exec operator mkdir -p /root/abc" },
    ]);
    const context = {
      ...{ labId: "abcdef", ownership: { runId: "r", scenarioId: "s", owner: "o" } },
      ...{ secretsDir: "/nonexistent", signal, progress: { say: () => undefined, now: () => undefined } },
    };
    const operator = await Toolbox.start(context, "toolbox:1");
    const kubectl = { binary: "/bin/kubectl", kubeconfig: "/x", signal };
    const shell = await openSupervisorShell({ operator, supervisor: { node: "sv-node", kubectl }, cluster });
    expect(shell.cluster).toBe(cluster);
    const calls = await docker.calls();
    expect(calls).toHaveLength(5);
    expect(calls.join()).toContain("/root/.kube/config");
    expect(calls.join()).not.toContain("c2VjcmV0");
  });
});
