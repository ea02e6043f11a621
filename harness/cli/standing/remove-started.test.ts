import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HarnessError } from "../../core/errors.ts";
import { thisOwner } from "../../core/owner.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { type Answer, fakeProgram } from "../../tools/fake-program.ts";
import { makeEnvironmentFolders } from "../run-folders.ts";
import { removeAfter, removeStarted } from "./remove-started.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
  vi.stubEnv("TKGLAB_CACHE", folder.path);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await folder[Symbol.asyncDispose]();
});

const silent = "Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?";
/** Nobody waits for a daemon that will not come back. */
const atOnce = { dockerAnswers: () => Promise.resolve() };
const dead: readonly Answer[] = [{ when: "*", stderr: silent, exitCode: 1 }];
const unknown = `unknown (Talking to Docker: the Docker daemon does not answer: ${silent})`;

/** A command that has started one container, and what it says while that is removed. */
async function started(docker?: readonly Answer[]) {
  const folders = await makeEnvironmentFolders();
  await mkdir(join(folders.secretsDir, "a1b2c3"));
  const container = ["c1", "tkg-control-plane", folders.runId, "", thisOwner()].join("\t");
  const lists = ["volume ls *", "network ls *", "image ls *"].map((when) => ({ when }));
  const said: string[] = [];
  return {
    folders,
    said,
    progress: { say: (line: string) => void said.push(line), now: () => undefined },
    docker: await fakeProgram(
      "docker",
      docker ?? [{ when: "ps *", stdout: `${container}\n` }, { when: "rm *" }, ...lists],
    ),
    left: () => readdir(join(folder.path, "runs")),
  };
}

describe("removeStarted", () => {
  it("removes what the command has started, its folder too, and says so", async () => {
    const { folders, progress, said, docker, left } = await started();
    await using _docker = docker;
    await removeStarted(folders, progress);
    expect(await docker.calls()).toContain("rm --force --volumes c1");
    expect(await left()).toEqual([]);
    expect(said).toEqual(["everything is removed"]);
  });

  it("fails where it cannot know what is left", async () => {
    const { folders, progress, said, docker } = await started(dead);
    await using _docker = docker;
    await expect(removeStarted(folders, progress, atOnce)).rejects.toMatchObject({
      code: "leak",
      message: `Removing what was started: left behind: ${unknown}`,
      hint: "tkglab sweep",
    });
    expect(said).toEqual([]);
  });
});

describe("removeAfter", () => {
  const error = new HarnessError({ code: "tool-failed", message: "kind create cluster: exit code 1" });

  it("removes what was started, and gives back why", async () => {
    const { folders, progress, said, docker, left } = await started();
    await using _docker = docker;
    const { signal } = new AbortController();
    expect(await removeAfter(error, { folders, progress, signal })).toBe(error);
    expect(said).toEqual(["removing what was started", "everything is removed"]);
    expect(await left()).toEqual([]);
  });

  it("puts whatever fails after Ctrl-C down to that key, of which it was said already", async () => {
    const { folders, progress, said, docker } = await started();
    await using _docker = docker;
    const interrupted = new HarnessError({ code: "interrupted", message: "Stopped by SIGINT" });
    const signal = AbortSignal.abort(interrupted);
    expect(await removeAfter(error, { folders, progress, signal })).toBe(interrupted);
    expect(said).toEqual(["everything is removed"]);
  });

  it("hides not why by what it could not remove", async () => {
    const { folders, progress, said, docker } = await started(dead);
    await using _docker = docker;
    const { signal } = new AbortController();
    expect(await removeAfter(error, { folders, progress, signal, ...atOnce })).toBe(error);
    expect(said.at(-1)).toBe(
      `Removing what was started: left behind: ${unknown}\n  what to do: tkglab sweep`,
    );
  });
});
