import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exec } from "../tools/exec.ts";
import { type CliEnd, CliSandbox } from "./cli-process.ts";

let sandbox: CliSandbox;
beforeEach(async () => {
  sandbox = await CliSandbox.make();
});
afterEach(async () => {
  expect(await sandbox.runFolders()).toEqual([]);
  await sandbox[Symbol.asyncDispose]();
});

/** The file of a program on the PATH. */
async function whereIs(program: string): Promise<string> {
  const { stdout } = await exec({ file: "sh", args: ["-c", 'command -v "$1"', "sh", program] });
  return stdout;
}

/** A folder for the PATH with these programs alone. */
async function pathWith(programs: readonly string[]): Promise<string> {
  const folder = join(sandbox.dir, "bin");
  await mkdir(folder, { recursive: true });
  for (const program of programs) await symlink(await whereIs(program), join(folder, program));
  return folder;
}

/** The one thing that a run says of its only scenario, wherever one looks. */
async function expectBroken({ code, stdout }: CliEnd, message: RegExp, hint: string): Promise<void> {
  expect(code).toBe(2);
  const { run, scenarios } = await sandbox.results();
  expect(run.verdict).toBe("broken");
  expect(scenarios).toHaveLength(1);
  expect(scenarios[0]?.verdict).toBe("broken");
  const error = scenarios[0]?.error ?? scenarios[0]?.steps.find((step) => step.error !== undefined)?.error;
  expect(error?.message).toMatch(message);
  expect(error?.hint).toBe(hint);
  expect(stdout).toContain(`\n         ${error?.message.split("\n")[0] ?? ""}\n`);
  expect(stdout).toContain(`\n         what to do: ${hint}\n`);
  expect(await sandbox.report("junit.xml")).toContain("<error ");
}

describe("Docker", () => {
  it("that is not installed", async () => {
    const end = await sandbox.runToys(["verdicts/passing"], { PATH: await pathWith([]) });
    await expectBroken(end, /^Running docker: it is not installed, or not on the PATH$/, "tkglab doctor");
  });

  it("whose daemon does not answer", async () => {
    const end = await sandbox.runToys(["verdicts/passing"], { DOCKER_HOST: "unix:///nonexistent" });
    await expectBroken(
      end,
      /^Talking to Docker: the Docker daemon does not answer: Cannot connect to the Docker daemon at unix:\/\/\/nonexistent\. Is the docker daemon running\?$/,
      "tkglab doctor",
    );
  });

  it("whose daemon stops half-way: broken, and nothing hangs", async () => {
    const calls = join(sandbox.dir, "calls");
    const path = await pathWith([]);
    // It answers three times: to the two questions of the run, and to the first of the two in the scenario.
    await writeFile(
      join(path, "docker"),
      `#!/bin/sh
echo "$*" >>${calls}
if [ "$(grep -c . ${calls})" -gt 3 ]; then
  echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?' >&2
  exit 1
fi
exec ${await whereIs("docker")} "$@"
`,
    );
    await chmod(join(path, "docker"), 0o755);
    const { PATH = "" } = process.env;
    const end = await sandbox.runToys(["broken/asks-docker"], { PATH: `${path}${delimiter}${PATH}` });
    await expectBroken(end, /^Asking Docker: Cannot connect to the Docker daemon at/, "tkglab doctor");
    const { run, scenarios } = await sandbox.results();
    expect(scenarios[0]?.steps.map(({ verdict }) => verdict)).toEqual(["passed", "broken"]);
    const silence =
      "Talking to Docker: the Docker daemon does not answer: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?";
    expect(scenarios[0]?.cleanup).toMatchObject({ verdict: "leaked", left: [`unknown (${silence})`] });
    const waited = `Waiting for Docker's daemon to answer: not within 40 s (budget dockerBack); last seen: ${silence}`;
    expect(run.notes).toEqual([`Left behind: unknown (${waited})`]);
  });
});

describe("building", () => {
  it("without Go", async () => {
    const end = await sandbox.runToys(["broken/needs-hello-app"], { PATH: await pathWith(["docker"]) });
    await expectBroken(end, /^Running go: it is not installed, or not on the PATH$/, "tkglab doctor");
  });

  it("on a disk that is nearly full", async () => {
    const end = await onSmallDisk("size=8m", ["broken/needs-hello-app"]);
    await expectBroken(
      end,
      /^Building hello-app 1\.0\.0: only 0\.0 GiB are free in .*\/cache, 3 GiB are needed$/,
      "tkglab images prune; df -h",
    );
  });
});

describe("a full disk", () => {
  it("says so when the run's folder cannot be made", async () => {
    // The root of the file system takes the one place, so that no folder has any.
    const { code, stdout, stderr } = await onSmallDisk("size=8m,nr_inodes=1", ["verdicts/passing"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(
      /^Preparing the run's folder in the cache: \S+ cannot be written: ENOSPC: no space left on device, mkdir '.*'\n {2}what to do: df -h \S+\n$/,
    );
  });

  it("says so when the record of a scenario cannot be written", async () => {
    const end = await onSmallDisk("size=1m", ["lost/space"]);
    await expectBroken(
      end,
      /^Writing what happened: the disk is full: ENOSPC: no space left on device/,
      "df -h",
    );
  });
});

/** Runs toys whose cache is a small file system of its own, which nobody but the run sees and which goes with it. */
async function onSmallDisk(options: string, args: readonly string[]): Promise<CliEnd> {
  await mkdir(sandbox.cache);
  const isRoot = process.getuid?.() === 0;
  const alone = ["unshare", "--mount", ...(isRoot ? [] : ["--user", "--map-root-user"])];
  const mounted = 'mount -t tmpfs -o "$1" tkglab-cli "$2" && shift 2 && exec "$@"';
  return sandbox.startToys(args, {}, [...alone, "sh", "-c", mounted, "sh", options, sandbox.cache]).ended;
}
