import { chmod, mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { labels } from "../../core/labels.ts";
import { exec } from "../../tools/exec.ts";
import { fakeProgram } from "../../tools/fake-program.ts";
import { CliSandbox } from "../cli-process.ts";
import { dockerOfRun } from "../docker-of-run.ts";
import { silentDaemon } from "../silent-daemon.ts";

let sandbox: CliSandbox;
beforeEach(async () => {
  sandbox = await CliSandbox.make();
});
afterEach(async () => {
  expect(await sandbox.runFolders()).toEqual([]);
  await sandbox[Symbol.asyncDispose]();
});

const raising = [
  ["demo", "source-to-url", "--language", "nodejs"],
  ["up", "source-to-url"],
  ["up", "supervisor"],
];
const all = [...raising, ["down", "source-to-url"], ["down", "supervisor"]];

/** A PATH whose Docker is the real one, but for environments that the owner of this machine has left standing. */
async function pathWhereNothingStands(): Promise<string> {
  const real = await exec({ file: "sh", args: ["-c", "command -v docker"] });
  const bin = join(sandbox.dir, "docker");
  await mkdir(bin);
  await writeFile(
    join(bin, "docker"),
    `#!/bin/sh\ncase "$*" in "volume ls --filter label=${labels.standing} "*) exit 0 ;; esac\nexec ${real.stdout} "$@"\n`,
  );
  await chmod(join(bin, "docker"), 0o755);
  return `${bin}${delimiter}${process.env.PATH ?? ""}`;
}

describe.each(all)("tkglab %s %s", (...args) => {
  it("says that Docker is not installed", async () => {
    const bin = join(sandbox.dir, "bin");
    await mkdir(bin);
    expect(await sandbox.run(args, { PATH: bin })).toEqual({
      code: 2,
      stdout: "",
      stderr: "Running docker: it is not installed, or not on the PATH\n  what to do: tkglab doctor\n",
    });
  });

  it("says that Docker's daemon does not answer", async () => {
    expect(await sandbox.run(args, { DOCKER_HOST: "unix:///nonexistent" })).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "Talking to Docker: the Docker daemon does not answer: Cannot connect to the Docker daemon at unix:///nonexistent. Is the docker daemon running?\n  what to do: tkglab doctor\n",
    });
  });
});

describe.each(raising)("tkglab %s %s", (...args) => {
  it("ends by Ctrl-C while a daemon takes its time: 130, and one message", async () => {
    await using silent = await silentDaemon();
    const cli = sandbox.start(args, { DOCKER_HOST: silent.address });
    await silent.called;
    cli.signalGroup("SIGINT");
    expect(await cli.ended).toEqual({
      code: 130,
      stdout: "",
      stderr: "SIGINT: cleaning up (once more to stop at once)\nStopped by SIGINT\n",
    });
  });

  /** Starts it with an empty cache, so that it has something to build, and waits until it does. */
  async function building() {
    const cli = sandbox.start(args, { PATH: await pathWhereNothingStands() });
    await cli.waitForLine(/^building .* \(usually /);
    const [runId = ""] = await sandbox.runFolders();
    return { cli, runId };
  }

  it("ends by Ctrl-C while something is built: 130, and nothing is left", async () => {
    const { cli, runId } = await building();
    cli.signalGroup("SIGINT");
    const { code, stdout, stderr } = await cli.ended;
    expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
    const lines = stderr.split("\n");
    const after = lines.slice(lines.indexOf("SIGINT: cleaning up (once more to stop at once)") + 1);
    // What was nearly done may still end; nothing is begun.
    expect(after.filter((line) => !line.startsWith("built "))).toEqual([
      ...["everything is removed", "Stopped by SIGINT", ""],
    ]);
    expect(await dockerOfRun(runId)).toEqual([]);
  });

  it("ends at once by a second Ctrl-C, and says what is to be done then", async () => {
    const { cli, runId } = await building();
    cli.signal("SIGINT");
    await cli.waitForLine(/^SIGINT: cleaning up/);
    const { code, stderr } = await cli.signalUntilEnd("SIGINT");
    expect(code).toBe(130);
    expect(stderr).toMatch(
      /\nStopped without cleaning up. To see what is left: tkglab doctor; to remove it: tkglab sweep\n$/,
    );
    await sandbox.run(["sweep", "--run", runId]);
    expect(await dockerOfRun(runId)).toEqual([]);
  });

  it("leaves nothing that a sweep does not find when it is killed", async () => {
    const { cli, runId } = await building();
    cli.signalGroup("SIGKILL");
    await cli.ended;
    const { code, stdout } = await sandbox.run(["sweep", "--run", runId]);
    expect(code).toBe(0);
    expect(stdout).toContain(`removed folder ${runId}@`);
    expect(await dockerOfRun(runId)).toEqual([]);
  });
});

describe("what is asked for", () => {
  const answers = (standing: string) =>
    fakeProgram("docker", [
      { when: "version *", stdout: "29.0.0\n" },
      { when: "volume ls *", stdout: standing },
    ]);

  it.each([
    [["demo", "source-to-url", "--language", "cobol"], "It takes nodejs, go, ruby, java."],
    [["up", "source-to-urls"], "Allowed choices are tkg, supervisor, source-to-url."],
    [["down", "source-to-urls"], "Allowed choices are tkg, supervisor, source-to-url."],
  ])("has to be there: %s", async (args, choices) => {
    await using docker = await answers("");
    const { code, stdout, stderr } = await sandbox.run(args);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain(choices);
    expect(await docker.calls()).toEqual([]);
  });

  it("stands already", async () => {
    await using _docker = await answers("source-to-url\t20260101-000000-abcdef\n");
    expect(await sandbox.run(["up", "source-to-url"])).toEqual({
      code: 3,
      stdout: "",
      stderr: "Bringing up source-to-url: it stands already\n  what to do: tkglab down source-to-url\n",
    });
  });

  it("does not stand", async () => {
    await using _docker = await answers("tkg\t20260101-000000-abcdef\n");
    expect(await sandbox.run(["down", "source-to-url"])).toEqual({
      code: 3,
      stdout: "",
      stderr:
        "Removing source-to-url: nothing of that kind stands\n  what to do: tkglab sweep removes what ended runs have left\n",
    });
  });
});
