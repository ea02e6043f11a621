import { expect, it } from "vitest";
import { silent } from "../../core/progress.ts";
import { Secret } from "../../core/secret.ts";
import { type Answer, fakeProgram } from "../../tools/fake-program.ts";
import { logInToNode, startOutsideMachine } from "./outside-machine.ts";

const context = {
  ...{ labId: "abcdef", secretsDir: "/nonexistent", progress: silent },
  ownership: { runId: "r", scenarioId: "s", owner: "o" },
  signal: new AbortController().signal,
};
const input = { context, image: "toolbox:1", sshKey: new Secret("the key") };
const node = { name: "n1", address: "172.18.0.7", os: "photon" } as const;
const labels = "--label tkglab.run=r --label tkglab.scenario=s --label tkglab.owner=o";
const name = "tkglab-abcdef-outside";
const started: readonly Answer[] = [
  { when: "network *" },
  { when: "run *", stdout: "outside" },
  { when: "rm *" },
];

it("stands on a network of its own with our labels, and goes with it", async () => {
  const timedOut = {
    when: "exec outside ssh *",
    stderr: "ssh: connect to host 172.18.0.7 port 22: Connection timed out",
    exitCode: 255,
  };
  await using docker = await fakeProgram("docker", [...started, timedOut, { when: "exec *" }]);
  {
    await using outside = await startOutsideMachine(input);
    expect(await logInToNode({ from: outside.machine, node })).toEqual({
      command: "ssh vmware-system-user@172.18.0.7 hostname",
      succeeded: false,
      text: timedOut.stderr,
    });
  }
  const calls = await docker.calls();
  expect(calls.slice(0, 2)).toEqual([
    `network create --driver bridge ${labels} ${name}`,
    `run --detach --name ${name} ${labels} --network ${name} toolbox:1`,
  ]);
  expect(calls.slice(-2)).toEqual([`rm --force --volumes ${name}`, `network rm ${name}`]);
  expect(calls.join("\n")).not.toContain("the key");
});

it("leaves nothing when it cannot be started", async () => {
  const refused = { when: "run *", stderr: "no such image", exitCode: 125 };
  await using docker = await fakeProgram("docker", [refused, ...started]);
  await expect(startOutsideMachine(input)).rejects.toThrow("no such image");
  expect((await docker.calls()).slice(-2)).toEqual([`rm --force --volumes ${name}`, `network rm ${name}`]);
});
