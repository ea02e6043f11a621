import { describe, expect, it } from "vitest";
import { sshArgv } from "./ssh.ts";

describe("sshArgv", () => {
  it("asks nothing, offers one key, trusts at the first meeting and hands the command over as one word", () => {
    const target = {
      user: "vmware-system-user",
      host: "172.18.0.2",
      identityFile: "/key",
      connectTimeout: 10,
    };
    expect(sshArgv(target, "sudo systemctl restart containerd; echo 'a b'")).toEqual([
      ...["ssh", "-i", "/key", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes"],
      ...["-o", "StrictHostKeyChecking=accept-new", "-o", "LogLevel=ERROR", "-o", "ConnectTimeout=10"],
      ...["vmware-system-user@172.18.0.2", "sudo systemctl restart containerd; echo 'a b'"],
    ]);
  });

  it("takes any host key where machines are replaced", () => {
    const target = {
      user: "u",
      host: "h",
      identityFile: "/key",
      connectTimeout: 10,
      hostKeys: "any",
    } as const;
    expect(sshArgv(target, "id")).toContain("StrictHostKeyChecking=no");
  });
});
