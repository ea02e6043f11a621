import { describe, expect, it } from "vitest";
import { fakeProgram } from "../../tools/fake-program.ts";
import { examineContainers } from "./container-health.ts";

const runs = (name: string) => `/${name}\ttrue\t0\tfalse\t0001-01-01T00:00:00Z\t0`;
const ended = (name: string, second: number, exitCode = 137, oomKilled = false) =>
  `/${name}\tfalse\t${exitCode}\t${oomKilled}\t2026-11-22T10:22:${String(second).padStart(2, "0")}.5Z\t0`;

async function examined(...lines: string[]): Promise<string[]> {
  await using _docker = await fakeProgram("docker", [
    { when: "ps *", stdout: lines.map((_, n) => `id${n}`).join("\n") },
    { when: "inspect *", stdout: lines.join("\n") },
  ]);
  return (await examineContainers("tkglab.scenario=area/name")).map(({ code, what }) => `${code}: ${what}`);
}

describe("examineContainers", () => {
  it("finds nothing where there is nothing, or all of it runs", async () => {
    expect(await examined()).toEqual([]);
    expect(await examined(runs("a"), runs("b"))).toEqual([]);
  });

  it("names one that was killed, and one that ran out of memory", async () => {
    expect(await examined(runs("a"), ended("harbor", 11), ended("node", 12, 137, true))).toEqual([
      "tool-failed: the container harbor ended at 10:22:11 with exit code 137, killed",
      "tool-failed: the container node ended at 10:22:12 with exit code 137, killed for lack of memory",
    ]);
  });

  it("names one that Docker has started again: kind's nodes are", async () => {
    const line = "/node\ttrue\t0\tfalse\t2026-11-22T10:22:11.5Z\t1";
    expect(await examined(runs("a"), line)).toEqual([
      "tool-failed: the container node ended at 10:22:11, and Docker started it again",
    ]);
  });

  it("knows a restart of the daemon by all of them ending at once", async () => {
    expect(await examined(ended("a", 11, 143), ended("b", 12))).toEqual([
      "no-docker: all 2 containers of the lab ended at 10:22:11, as they do when Docker's daemon is restarted",
    ]);
    expect(await examined(ended("a", 1), ended("b", 40))).toHaveLength(2);
  });
});
