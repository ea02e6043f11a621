import { describe, expect, it } from "vitest";
import { fakeProgram } from "../../tools/fake-program.ts";
import { cutOffPod, letPodThrough } from "./cut-off-pod.ts";

const input = {
  node: { name: "n1" },
  pod: { name: "hello-build-1-build-pod", address: "10.244.0.7" },
  host: "harbor.tkg.test",
};
const match =
  "--source 10.244.0.7 --destination harbor.tkg.test --protocol tcp --dport 443 --jump REJECT --reject-with tcp-reset";

describe("cutOffPod", () => {
  it("refuses what this Pod wants of that host, before anything lets it out", async () => {
    await using docker = await fakeProgram("docker", [{ when: "exec *" }]);
    await cutOffPod(input);
    expect(await docker.calls()).toEqual([`exec n1 iptables --insert FORWARD 1 ${match}`]);
  });

  it("says what failed", async () => {
    const stderr = "iptables v1.8.9: host/network `harbor.tkg.test' not found";
    await using _docker = await fakeProgram("docker", [{ when: "exec *", stderr, exitCode: 2 }]);
    await expect(cutOffPod(input)).rejects.toMatchObject({
      code: "tool-failed",
      message:
        /^Cutting hello-build-1-build-pod off harbor\.tkg\.test: .*host\/network `harbor\.tkg\.test' not found$/,
    });
  });
});

describe("letPodThrough", () => {
  it("takes the rule back", async () => {
    await using docker = await fakeProgram("docker", [{ when: "exec *" }]);
    await letPodThrough(input);
    expect((await docker.calls()).at(-1)).toBe(`exec n1 iptables --delete FORWARD ${match}`);
  });

  it("leaves one alone that is through already", async () => {
    await using docker = await fakeProgram("docker", [{ when: "exec n1 iptables --check *", exitCode: 1 }]);
    await letPodThrough(input);
    expect(await docker.calls()).toHaveLength(1);
  });
});
