import { describe, expect, it } from "vitest";
import { fakeProgram } from "../../tools/fake-program.ts";
import { checkAirGap, closeAirGap } from "./close-air-gap.ts";

const node = (name: string, address: string) => ({ name, address, os: "photon" as const });
const cluster = { nodes: [node("n1", "172.18.0.3"), node("n2", "172.18.0.4")] };
const harbor = { ipAddress: "172.18.0.2" };

describe("closeAirGap", () => {
  it.each([
    [0, ["iptables-restore", "ip6tables-restore"]],
    [1, ["iptables-restore"]],
  ])("gives each node its rules; looking for IPv6 ends with %i", async (exitCode, programs) => {
    await using docker = await fakeProgram("docker", [
      { when: "exec * test -e /proc/net/if_inet6", exitCode },
      { when: "exec --interactive *" },
    ]);
    await closeAirGap({ cluster, harbor });
    const restored = (await docker.calls()).filter((call) => call.includes("restore"));
    expect(restored.toSorted()).toEqual(
      ["n1", "n2"]
        .flatMap((name) => programs.map((program) => `exec --interactive ${name} ${program} --noflush`))
        .toSorted(),
    );
  });

  it("says around which node it failed", async () => {
    await using _docker = await fakeProgram("docker", [
      { when: "exec --interactive n2 *", stderr: "iptables-restore: line 4 failed", exitCode: 1 },
      { when: "exec *" },
    ]);
    await expect(closeAirGap({ cluster, harbor })).rejects.toMatchObject({
      code: "tool-failed",
      message: /^Closing the air gap around n2: .*iptables-restore: line 4 failed$/,
    });
  });
});

describe("checkAirGap", () => {
  const list = "iptables --list TKGLAB-AIR-GAP --verbose --exact --numeric";
  const refusing = (count: number) => `${count} 60 REJECT 6 -- * * 0.0.0.0/0 0.0.0.0/0 reject-with tcp-reset`;

  it.each([
    [2, 1, true],
    [2, 0, false],
    [0, 0, false],
  ])("with %i and %i refused connections succeeds: %s", async (first, second, succeeded) => {
    await using _docker = await fakeProgram("docker", [
      { when: `exec n1 ${list}`, stdout: refusing(first) },
      { when: `exec n2 ${list}`, stdout: refusing(second) },
    ]);
    expect(await checkAirGap({ cluster })).toEqual({
      command: `docker exec n1 ${list}; docker exec n2 ${list}`,
      ...{ succeeded, text: `${refusing(first)}\n${refusing(second)}` },
    });
  });
});
