import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { thisOwner } from "../core/owner.ts";
import { temporaryFolder } from "../core/temporary-folder.ts";
import type { ScenarioResult } from "../report/index.ts";
import { Scenario } from "../scenario/definition.ts";
import { notYetRun } from "../scenario/record.ts";
import { type Answer, fakeProgram } from "../tools/fake-program.ts";
import { cleanUpRun, type CleanUpRunInput } from "./clean-up-run.ts";

const owner = thisOwner();
const row = (...columns: string[]) => `${columns.join("\t")}\n`;
const nothing: readonly Answer[] = ["ps *", "volume ls *", "network ls *", "image ls *"].map((when) => ({
  when,
}));
const done: readonly Answer[] = ["rm *", "volume rm *", "network rm *"].map((when) => ({ when }));

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
  vi.stubEnv("TKGLAB_CACHE", folder.path);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await folder[Symbol.asyncDispose]();
});

function result(id: string, verdict: ScenarioResult["cleanup"]["verdict"]): ScenarioResult {
  const header = { id, title: id, seed: "003", product: "TKG", tags: [], differs: [], uses: [] };
  const blank = notYetRun(new Scenario(header), { idSuffix: "" });
  return { ...blank, cleanup: { verdict, left: [], durationMs: 0 } };
}

async function cleanUp(docker: readonly Answer[], more: Partial<CleanUpRunInput> = {}) {
  const secretsDir = join(folder.path, "runs", `r1@${owner}`);
  await mkdir(secretsDir, { recursive: true });
  await using fake = await fakeProgram("docker", docker);
  const left = await cleanUpRun({
    folders: {
      runId: "r1",
      reportDir: folder.path,
      secretsDir,
      recordsDir: join(secretsDir, "records"),
      vitestCache: join(folder.path, "vitest"),
      networkLock: join(folder.path, "lab-network"),
    },
    scenarios: [],
    hadDocker: true,
    isInterrupted: false,
    ...more,
  });
  return { left, calls: await fake.calls(), folders: await readdir(join(folder.path, "runs")) };
}

describe("cleanUpRun", () => {
  it("removes what scenarios have left, says so, and the run's folder goes with it", async () => {
    const container =
      row("c1", "tkglab-1-toolbox", "r1", "a/b", owner) + row("c2", "other", "r2", "a/b", owner);
    const outcome = await cleanUp([{ when: "ps *", stdout: container }, ...nothing, ...done]);
    expect(outcome).toMatchObject({ left: ["container tkglab-1-toolbox"], folders: [] });
    expect(outcome.calls).toContain("rm --force --volumes c1");
  });

  it("asks nothing of a Docker that did not answer when the run began", async () => {
    expect(await cleanUp([], { hadDocker: false })).toEqual({ left: [], calls: [], folders: [] });
  });

  it("leaves what is kept, with the folder of its keys, and nothing else", async () => {
    const containers = row("c1", "kept", "r1", "a/kept", owner) + row("c2", "gone", "r1", "a/gone", owner);
    const { left, calls, folders } = await cleanUp(
      [{ when: "ps *", stdout: containers }, ...nothing, ...done],
      {
        scenarios: [result("a/kept", "kept"), result("a/gone", "clean")],
      },
    );
    expect(left).toEqual(["container gone"]);
    expect(calls).toContain("rm --force --volumes c2");
    expect(calls.join("\n")).not.toContain("c1");
    expect(folders).toEqual([`r1@${owner}`]);
  });

  it("looks a second time after Ctrl-C, which blames nobody", async () => {
    const container = row("c1", "cut-off", "r1", "a/b", owner);
    const { left, calls } = await cleanUp([{ when: "ps *", stdout: container }, ...nothing, ...done], {
      isInterrupted: true,
    });
    expect(left).toEqual([]);
    expect(calls.filter((call) => call === "rm --force --volumes c1")).toHaveLength(2);
  });

  it("removes the lab's network when it is ours, whichever run has made it, and holds the lock for that", async () => {
    const { left, calls } = await cleanUp([
      { when: "network ls --quiet *", stdout: "n1\n" },
      { when: "network rm n1" },
      ...nothing,
    ]);
    expect(left).toEqual([]);
    expect(calls).toContain("network ls --quiet --no-trunc --filter name=^kind$ --filter label=tkglab.run");
    expect(calls.at(-1)).toBe("network rm n1");
    expect(await readdir(folder.path)).toEqual(["runs"]);
  });

  it("leaves a network that somebody uses, without a word", async () => {
    const inUse =
      "Error response from daemon: error while removing network: network kind has active endpoints";
    const { left } = await cleanUp([
      { when: "network ls --quiet *", stdout: "n1\n" },
      { when: "network rm n1", stderr: inUse, exitCode: 1 },
      ...nothing,
    ]);
    expect(left).toEqual([]);
  });

  it("says what it could not find out, and removes the folder all the same", async () => {
    const stderr =
      "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?";
    let waits = 0;
    const dockerAnswers = () => Promise.resolve((waits += 1));
    const { left, folders } = await cleanUp([{ when: "*", stderr, exitCode: 1 }], { dockerAnswers });
    expect(left).toEqual([`unknown (Talking to Docker: the Docker daemon does not answer: ${stderr})`]);
    expect(waits).toBe(1);
    expect(folders).toEqual([]);
  });

  it("removes what all scenarios shared, and that is nobody's leftover", async () => {
    const shared = row("c1", "tkglab-1-control-plane", "r1", "", owner);
    const outcome = await cleanUp([{ when: "ps *", stdout: shared }, ...nothing, ...done]);
    expect(outcome.left).toEqual([]);
    expect(outcome.calls.filter((call) => call.startsWith("rm"))).toEqual(["rm --force --volumes c1"]);
  });

  it("leaves what is shared to a scenario that is kept", async () => {
    const shared = row("c1", "tkglab-1-control-plane", "r1", "", owner);
    const scenarios = [result("a/b", "kept")];
    const outcome = await cleanUp([{ when: "ps *", stdout: shared }, ...nothing, ...done], { scenarios });
    expect(outcome.left).toEqual([]);
    expect(outcome.calls.filter((call) => call.startsWith("rm"))).toEqual([]);
  });
});
