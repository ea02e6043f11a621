import { describe, expect, it } from "vitest";
import { explainSshFailure } from "./errors.ts";

function explain(stderr: string, exitCode: number) {
  const result = { command: "docker exec jumpbox ssh node id", exitCode, stdout: "", stderr, ms: 1 };
  return explainSshFailure("Restarting containerd on n1", "172.18.0.2", result);
}

const failed = "Restarting containerd on n1: ssh to 172.18.0.2 failed: ";

describe("explainSshFailure", () => {
  it.each([
    [
      "vmware-system-user@172.18.0.2: Permission denied (publickey).",
      "the node does not know this key: check /etc/ssh/authorized_keys.d/ on 172.18.0.2",
    ],
    ["ssh: connect to host 172.18.0.2 port 22: Connection refused", "systemctl status ssh on 172.18.0.2"],
    ["ssh: connect to host 172.18.0.2 port 22: Connection timed out", "systemctl status ssh on 172.18.0.2"],
    ["ssh: Could not resolve hostname n1: Name or service not known", "systemctl status ssh on 172.18.0.2"],
    ["Host key verification failed.", "another host answers at 172.18.0.2: use a fresh jumpbox"],
    [
      "@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nHost key verification failed.",
      "another host answers at 172.18.0.2: use a fresh jumpbox",
    ],
  ])("says that the node is out of reach where ssh says %j", (stderr, hint) => {
    expect(explain(stderr, 255)).toMatchObject({ code: "unreachable", message: failed + stderr, hint });
  });

  it("leaves the failure of a command to the command", () => {
    expect(explain("Unit containerd.service not found. Permission denied", 5)).toMatchObject({
      code: "tool-failed",
      message:
        "Restarting containerd on n1: docker exec jumpbox ssh node id ended with exit code 5: Unit containerd.service not found. Permission denied",
    });
  });
});
