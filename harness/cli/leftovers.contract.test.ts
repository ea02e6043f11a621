import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dockerOk } from "../tools/docker/docker.ts";
import { CliSandbox } from "./cli-process.ts";
import { dockerOfRun } from "./docker-of-run.ts";

let sandbox: CliSandbox;
beforeEach(async () => {
  sandbox = await CliSandbox.make();
});
afterEach(() => sandbox[Symbol.asyncDispose]());

const docker = (...args: string[]) => dockerOk(`docker ${args.join(" ")}`, args);

/** @throws Error: a contract test that cannot run has failed */
function toolboxImage(): string {
  const image = process.env.TKGLAB_TOOLBOX_IMAGE;
  if (image === undefined) throw new Error("TKGLAB_TOOLBOX_IMAGE does not name an image: tkglab images env");
  return image;
}

describe("a scenario that leaves something behind", () => {
  it.each([
    ["container", /^container cli-toy-[0-9a-f]{6}-leak$/],
    ["volume", /^volume cli-toy-[0-9a-f]{6}-leak$/],
  ])("is broken, names its %s, and it is removed all the same", async (kind, name) => {
    const { code, stdout } = await sandbox.runToys([`leaks/${kind}`]);
    expect(code).toBe(2);
    const { run, scenarios } = await sandbox.results();
    const [leaky] = scenarios;
    expect(leaky).toMatchObject({
      verdict: "broken",
      steps: [{ verdict: "passed" }],
      cleanup: { verdict: "leaked" },
    });
    expect(leaky?.cleanup.left).toEqual([expect.stringMatching(name)]);
    const message = `Cleaning up: still there: ${leaky?.cleanup.left.join() ?? ""}`;
    expect(leaky?.error).toEqual({ code: "leak", message, hint: "tkglab sweep" });
    expect(stdout).toContain(`         ${message}\n         what to do: tkglab sweep\n`);
    expect(await dockerOfRun(run.id)).toEqual([]);
  });
});

describe("--keep", () => {
  it("leaves everything standing and says how to use it and how it goes away", async () => {
    const { code, stdout } = await sandbox.runToys(["leaks/container", "verdicts/passing", "--keep"]);
    expect(code).toBe(0);
    const { run, scenarios } = await sandbox.results();
    expect(scenarios[0]?.cleanup).toMatchObject({
      verdict: "kept",
      left: [expect.stringMatching(/^container cli-toy-[0-9a-f]{6}-leak$/)],
    });
    expect(stdout).toContain(
      `         tkglab sweep --run ${run.id}  # removes it; so does any tkglab sweep, now that this run has ended\n`,
    );
    expect(await dockerOfRun(run.id)).toHaveLength(1);
    const sweep = await sandbox.run(["sweep", "--run", run.id]);
    expect(sweep.stdout.split("\n").filter((line) => line !== "")).toEqual([
      expect.stringMatching(new RegExp(`^removed container cli-toy-[0-9a-f]{6}-leak \\(run ${run.id}\\)$`)),
      expect.stringMatching(new RegExp(`^removed folder ${run.id}@.* \\(run ${run.id}\\)$`)),
    ]);
    expect(await dockerOfRun(run.id)).toEqual([]);
    expect(await sandbox.runFolders()).toEqual([]);
  });

  it("=on-failure keeps only what belongs to a scenario that did not pass", async () => {
    const { code, stdout } = await sandbox.runToys([
      "slow/fails-with",
      "verdicts/passing",
      "--keep=on-failure",
    ]);
    expect(code).toBe(1);
    const { run, scenarios } = await sandbox.results();
    expect(scenarios.map(({ cleanup }) => cleanup.verdict)).toEqual(["kept", "clean"]);
    expect(stdout.match(/tkglab sweep --run/g)).toHaveLength(1);
    expect(await dockerOfRun(run.id)).toHaveLength(2);
    await sandbox.run(["sweep", "--run", run.id]);
    expect(await dockerOfRun(run.id)).toEqual([]);
  });
});

describe("kill -9 in the middle, then tkglab sweep", () => {
  const foreign = `cli-foreign-${randomBytes(3).toString("hex")}`;

  /** Things that carry no label of ours. */
  async function makeForeign(): Promise<void> {
    const sleep = [toolboxImage(), "sleep", "infinity"];
    await docker("run", "--detach", "--name", `${foreign}-plain`, ...sleep);
    await docker("run", "--detach", "--name", foreign, "--label", "io.x-k8s.kind.cluster=foreign", ...sleep);
    await docker("volume", "create", foreign);
    await docker("network", "create", foreign);
  }

  /** Which of them are there. */
  async function foreignThings(): Promise<string[]> {
    const lists = await Promise.all([
      docker("ps", "--filter", `name=${foreign}`, "--format", "container"),
      docker("volume", "ls", "--filter", `name=${foreign}`, "--format", "volume"),
      docker("network", "ls", "--filter", `name=${foreign}`, "--format", "network"),
    ]);
    return lists.flatMap((list) => list.split("\n"));
  }

  async function removeForeign(): Promise<void> {
    await docker("rm", "--force", foreign, `${foreign}-plain`);
    await docker("volume", "rm", "--force", foreign);
    await docker("network", "rm", foreign);
  }

  it("removes all that is ours and nothing else; a run that is under way is left alone", async () => {
    await makeForeign();
    try {
      const killed = sandbox.startToys(["slow/everything"]);
      await killed.waitForLine(/✓ slow\/everything · given: a network is there/);
      const [runId = ""] = await sandbox.runFolders();
      killed.signal("SIGKILL");
      await killed.ended;
      const things = await dockerOfRun(runId);
      expect(things.map((thing) => thing.split(" ")[0])).toEqual(["container", "image", "network", "volume"]);

      const live = sandbox.startToys(["slow/listens"]);
      await live.waitForLine(/✓ slow\/listens · given: a volume is there/);
      const liveId = (await sandbox.runFolders()).find((id) => id !== runId) ?? "";

      // A plain sweep may meet what the owner of this machine has kept: here it only says what it would do.
      const plan = await sandbox.run(["sweep", "--dry-run"]);
      for (const thing of things) expect(plan.stdout).toContain(`would remove ${thing} (run ${runId})\n`);
      expect(plan.stdout).toContain(`would remove folder ${runId}@`);
      expect(plan.stdout).not.toContain(liveId);
      expect(plan.stdout).not.toContain(foreign);
      expect(await dockerOfRun(runId)).toEqual(things);

      const sweep = await sandbox.run(["sweep", "--run", runId]);
      expect(sweep.code).toBe(0);
      for (const thing of things) expect(sweep.stdout).toContain(`removed ${thing} (run ${runId})\n`);
      expect(await dockerOfRun(runId)).toEqual([]);
      expect(await sandbox.runFolders()).toEqual([liveId]);
      expect((await sandbox.run(["sweep", "--run", runId])).stdout).toBe("nothing of ours is left\n");

      expect(await dockerOfRun(liveId)).toHaveLength(2);
      live.signal("SIGINT");
      expect((await live.ended).code).toBe(130);
      expect(await dockerOfRun(liveId)).toEqual([]);
      expect(await foreignThings()).toEqual(["container", "container", "volume", "network"]);
    } finally {
      await removeForeign();
    }
  });
});
