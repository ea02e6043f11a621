import { expect, it } from "vitest";
import { fakeProgram } from "../../tools/fake-program.ts";
import { checkRunning } from "./check-running.ts";

const node = (state: string) => `tkglab-9bb6a8-control-plane\t${state}\n`;
const harbor = (state: string) => `harbor-9bb6a8.tkg.test\t${state}\n`;

async function check(containers: string): Promise<void> {
  await using docker = await fakeProgram("docker", [{ when: "ps *", stdout: containers }]);
  try {
    await checkRunning("20260101-000000-abcdef");
  } finally {
    expect(await docker.calls()).toEqual([
      "ps --all --filter label=tkglab.run=20260101-000000-abcdef --format {{.Names}}\t{{.State}}",
    ]);
  }
}

it("finds nothing wrong where cluster and registry run, whatever became of the rest", async () => {
  await expect(
    check(`${node("running")}${harbor("running")}tkglab-1-toolbox\texited\n`),
  ).resolves.toBeUndefined();
});

it.each([
  [
    "the machine was started anew",
    node("exited") + harbor("exited"),
    "its cluster does not run (exited), its registry does not run (exited)",
  ],
  ["somebody has removed the node", harbor("running"), "its cluster is gone"],
  ["somebody has removed all of it", "", "its cluster is gone, its registry is gone"],
])("says what is to be done when %s", async (_what, containers, trouble) => {
  await expect(check(containers)).rejects.toMatchObject({
    code: "unreachable",
    message: `Opening the environment source-to-url: ${trouble}`,
    hint: "tkglab down source-to-url; then the same command again",
  });
});
