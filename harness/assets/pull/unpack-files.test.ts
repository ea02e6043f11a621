import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { fakeProgram } from "../../tools/fake-program.ts";
import { programsLabel } from "./pack-files.ts";
import { unpackFiles } from "./unpack-files.ts";

const image = "localhost:5000/team/kind@sha256:1";
const built = "a".repeat(64);
const labels = (value: unknown) => ({
  when: "image inspect *",
  stdout: JSON.stringify({ [programsLabel]: JSON.stringify(value) }),
});
const create = { when: `create --label a=1 ${image} nothing`, stdout: "abc" };

describe("unpackFiles", () => {
  it("copies out of a container that is never started, and removes it", async () => {
    await using work = await temporaryFolder();
    const inspect = { when: "image inspect *", stdout: "null" };
    await using docker = await fakeProgram("docker", [create, { when: "cp *" }, { when: "rm *" }, inspect]);
    const request = { key: "k1", work: work.path, labels: ["a=1"], signal: undefined };
    expect(await unpackFiles(image, request)).toEqual({});
    expect((await docker.calls()).slice(0, 3)).toEqual([
      `create --label a=1 ${image} nothing`,
      `cp abc:/k1/. ${work.path}`,
      "rm --force --volumes abc",
    ]);
  });

  it("removes it when nothing can be copied", async () => {
    await using work = await temporaryFolder();
    const stderr = "Error: No such container:path: abc:/k1/.";
    await using docker = await fakeProgram("docker", [
      ...[create, { when: "cp *", stderr, exitCode: 1 }, { when: "rm *" }],
    ]);
    const request = { key: "k1", work: work.path, labels: ["a=1"], signal: undefined };
    await expect(unpackFiles(image, request)).rejects.toThrow(`Taking the files out of ${image}: docker cp`);
    expect((await docker.calls()).at(-1)).toBe("rm --force --volumes abc");
  });

  it("takes no program that is missing, and none whose name leads elsewhere", async () => {
    await using work = await temporaryFolder();
    const request = { key: "k1", work: work.path, labels: ["a=1"], signal: undefined };
    const rest = [create, { when: "cp *" }, { when: "rm *" }];
    {
      await using _docker = await fakeProgram("docker", [...rest, labels({ kind: built })]);
      await expect(unpackFiles(image, request)).rejects.toMatchObject({
        code: "unverified",
        message: `Checking kind of ${image}: it is not there, built was ${built}`,
        hint: `have ${image} removed from its registry, then published anew`,
      });
    }
    await using _docker = await fakeProgram("docker", [...rest, labels({ "../kind": built })]);
    await expect(unpackFiles(image, request)).rejects.toThrow("Invalid key in record");
  });
});
