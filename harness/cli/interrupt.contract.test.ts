import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CliProcess, CliSandbox } from "./cli-process.ts";
import { dockerOfRun } from "./docker-of-run.ts";
import { silentDaemon } from "./silent-daemon.ts";

let sandbox: CliSandbox;
beforeEach(async () => {
  sandbox = await CliSandbox.make();
});
afterEach(() => sandbox[Symbol.asyncDispose]());

/** Starts a toy that waits, and gives its run when its container and its volume are there. */
async function waiting(name: string): Promise<{ readonly cli: CliProcess; readonly runId: string }> {
  const cli = sandbox.startToys([`slow/${name}`, "verdicts/passing"]);
  await cli.waitForLine(/✓ slow\/\w+ · given: a volume is there/);
  const [runId = ""] = await sandbox.runFolders();
  expect(await dockerOfRun(runId)).toHaveLength(2);
  return { cli, runId };
}

describe("Ctrl-C", () => {
  it.each([
    ["hangs", "the process alone", (cli: CliProcess) => cli.signal("SIGINT")],
    ["hangs", "the process group", (cli: CliProcess) => cli.signalGroup("SIGINT")],
    ["listens", "the process alone", (cli: CliProcess) => cli.signal("SIGINT")],
    ["listens", "the process group", (cli: CliProcess) => cli.signalGroup("SIGINT")],
  ])("while %s waits, to %s: 130, a report, and nothing is left", async (name, _, stop) => {
    const { cli, runId } = await waiting(name);
    stop(cli);
    const { code, stdout, stderr } = await cli.ended;
    expect(code).toBe(130);
    expect(stderr).toContain("SIGINT: cleaning up (once more to stop at once)\n");
    expect(stdout).toContain("         The run was stopped while this step was under way\n");
    const { run, scenarios } = await sandbox.results();
    expect(run).toMatchObject({ id: runId, verdict: "broken", notes: [] });
    expect(scenarios).toMatchObject([
      {
        id: `slow/${name}`,
        verdict: "broken",
        steps: [
          { verdict: "passed" },
          { verdict: "passed" },
          { verdict: "broken", error: { code: "interrupted" } },
          ...(name === "hangs" ? [{ verdict: "not-run" }] : []),
        ],
        cleanup: { verdict: "clean", left: [] },
      },
      { id: "verdicts/passing", verdict: "not-run", reason: "Stopped by SIGINT" },
    ]);
    expect(await dockerOfRun(runId)).toEqual([]);
    expect(await sandbox.runFolders()).toEqual([]);
  });

  it("SIGTERM does the same", async () => {
    const { cli, runId } = await waiting("listens");
    cli.signal("SIGTERM");
    const { code, stderr } = await cli.ended;
    expect(code).toBe(130);
    expect(stderr).toContain("SIGTERM: cleaning up (once more to stop at once)\n");
    expect(await dockerOfRun(runId)).toEqual([]);
  });

  it("a second one ends it at once and says what to do; the sweep then finds what is left", async () => {
    const { cli, runId } = await waiting("hangs");
    cli.signal("SIGINT");
    await cli.waitForLine(/SIGINT: cleaning up/);
    const { code, stderr } = await cli.signalUntilEnd("SIGINT");
    expect(code).toBe(130);
    expect(stderr).toMatch(
      /\nStopped without cleaning up. To see what is left: tkglab doctor; to remove it: tkglab sweep\n$/,
    );
    expect(await dockerOfRun(runId)).toHaveLength(2);
    const sweep = await sandbox.run(["sweep", "--run", runId]);
    expect(sweep.code).toBe(0);
    expect(await dockerOfRun(runId)).toEqual([]);
    expect(await sandbox.runFolders()).toEqual([]);
  });

  it("before anything has begun: 130, and every scenario is told of", async () => {
    // A daemon that takes a call and never answers: the run waits for it, and nothing else has begun.
    await using silent = await silentDaemon();
    const cli = sandbox.startToys(["verdicts/passing"], { DOCKER_HOST: silent.address });
    await expect.poll(() => sandbox.runFolders(), { timeout: 20_000 }).toHaveLength(1);
    cli.signalGroup("SIGINT");
    expect((await cli.ended).code).toBe(130);
    expect((await sandbox.results()).scenarios).toMatchObject([
      { id: "verdicts/passing", verdict: "not-run", reason: "Stopped by SIGINT" },
    ]);
    expect(await sandbox.runFolders()).toEqual([]);
  });

  it("a reader that goes away stops nothing", async () => {
    const cli = sandbox.startToys(["verdicts/passing"]);
    cli.closeReaders();
    expect((await cli.ended).code).toBe(0);
    expect((await sandbox.results()).run.verdict).toBe("passed");
  });
});
