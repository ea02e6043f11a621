import { describe, expect, it } from "vitest";
import { fakeProgram } from "../fake-program.ts";
import { createVolume, removeUnusedVolume } from "./volumes.ts";

describe("createVolume", () => {
  it("makes a volume with labels", async () => {
    await using docker = await fakeProgram("docker", [{ when: "*", stdout: "v" }]);
    await createVolume("v", ["a=1", "b="]);
    expect(await docker.calls()).toEqual(["volume create --label a=1 --label b= v"]);
  });

  it("says why it could not", async () => {
    const stderr = "Error response from daemon: create v: no such driver";
    await using _docker = await fakeProgram("docker", [{ when: "*", stderr, exitCode: 1 }]);
    await expect(createVolume("v", [])).rejects.toThrow(
      `Creating the volume v: docker volume create v ended with exit code 1: ${stderr}`,
    );
  });
});

describe("removeUnusedVolume", () => {
  it.each([
    ["removed", { when: "*", stdout: "v" }, true],
    ["gone already", { when: "*", stderr: "Error: No such volume: v", exitCode: 1 }, true],
    [
      "still used",
      {
        when: "*",
        stderr: "Error response from daemon: remove v: volume is in use - [0123]",
        exitCode: 1,
      },
      false,
    ],
  ])("says whether it is gone, where it is %s", async (_how, answer, gone) => {
    await using docker = await fakeProgram("docker", [answer]);
    expect(await removeUnusedVolume("v")).toBe(gone);
    expect(await docker.calls()).toEqual(["volume rm --force v"]);
  });

  it("says why it could not", async () => {
    await using _docker = await fakeProgram("docker", [{ when: "*", stderr: "boom", exitCode: 1 }]);
    await expect(removeUnusedVolume("v")).rejects.toThrow(
      "Removing the volume v: docker volume rm --force v ended with exit code 1: boom",
    );
  });
});
