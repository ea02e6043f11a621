import { describe, expect, it } from "vitest";
import { fakeProgram } from "../fake-program.ts";
import {
  containersWithLabel,
  execInContainer,
  execInContainerOk,
  removeContainers,
  runArgs,
  runContainer,
} from "./containers.ts";

describe("runArgs", () => {
  it("says no more than it is told", () => {
    expect(runArgs({ image: "x:1", labels: [] })).toEqual(["run", "--detach", "x:1"]);
  });

  it("says all that it is told, options before the image and the command after it", () => {
    const args = runArgs({
      image: "x:1",
      name: "n",
      labels: ["a=1", "b=2"],
      network: "kind",
      networkAlias: "harbor.tkg.test",
      privileged: true,
      capabilities: ["NET_ADMIN"],
      removeWhenDone: true,
      entrypoint: "sleep",
      command: ["infinity", "--name"],
      mounts: ["/a:/b:ro"],
      publish: ["127.0.0.1:8443:443"],
    });
    expect(args).toEqual([
      ...["run", "--detach", "--rm", "--name", "n", "--label", "a=1", "--label", "b=2"],
      ...["--network", "kind", "--network-alias", "harbor.tkg.test", "--privileged"],
      ...["--cap-add", "NET_ADMIN", "--entrypoint", "sleep"],
      ...["--volume", "/a:/b:ro", "--publish", "127.0.0.1:8443:443", "x:1", "infinity", "--name"],
    ]);
  });
});

describe("a container", () => {
  it("is known by the id that Docker prints", async () => {
    await using _docker = await fakeProgram("docker", [{ when: "run *", stdout: "abc123\n" }]);
    expect(await runContainer({ image: "x:1", labels: [] })).toBe("abc123");
  });

  it("that cannot be started says why", async () => {
    await using _docker = await fakeProgram("docker", [
      { when: "run *", stderr: "Unable to find image 'x:1' locally", exitCode: 125 },
    ]);
    await expect(runContainer({ image: "x:1", labels: [] })).rejects.toMatchObject({
      code: "tool-failed",
      message:
        "Starting a container of x:1: docker run --detach 'x:1' ended with exit code 125: Unable to find image 'x:1' locally",
    });
  });

  it("runs a command whose exit code is a value", async () => {
    await using _docker = await fakeProgram("docker", [
      { when: "exec c false", stderr: "no\n", exitCode: 1 },
    ]);
    expect(await execInContainer("c", ["false"])).toMatchObject({ exitCode: 1, stderr: "no" });
    await expect(execInContainerOk("Asking", "c", ["false"])).rejects.toThrow(
      "Asking: docker exec c false ended with exit code 1: no",
    );
  });

  it("gets an open standard input only where there is something to read", async () => {
    await using _docker = await fakeProgram("docker", [
      { when: "exec --interactive c cat", stdout: "with" },
      { when: "exec c cat", stdout: "without" },
    ]);
    expect((await execInContainer("c", ["cat"], { input: "text" })).stdout).toBe("with");
    expect((await execInContainer("c", ["cat"])).stdout).toBe("without");
  });
});

describe("containersWithLabel", () => {
  it.each([
    ["aaa\nbbb\n", ["aaa", "bbb"]],
    ["", []],
  ])("reads %j", async (stdout, ids) => {
    await using _docker = await fakeProgram("docker", [{ when: "ps * label=tkglab.run", stdout }]);
    expect(await containersWithLabel("tkglab.run")).toEqual(ids);
  });
});

describe("removeContainers", () => {
  it("does not ask Docker to remove nothing", async () => {
    await using docker = await fakeProgram("docker", []);
    await removeContainers([]);
    expect(await docker.calls()).toEqual([]);
  });

  it.each([
    "Error response from daemon: No such container: a",
    "Error response from daemon: removal of container a is already in progress",
    "Error response from daemon: No such container: a\nError response from daemon: removal of container b is already in progress",
  ])("is content when it is gone already: %s", async (stderr) => {
    await using _docker = await fakeProgram("docker", [{ when: "rm *", stderr, exitCode: 1 }]);
    await expect(removeContainers(["a", "b"])).resolves.toBeUndefined();
  });

  it("is not content when one is gone and another one stays", async () => {
    const stderr =
      "Error response from daemon: No such container: a\nError response from daemon: cannot remove container b: device busy";
    await using _docker = await fakeProgram("docker", [{ when: "rm *", stderr, exitCode: 1 }]);
    await expect(removeContainers(["a", "b"])).rejects.toMatchObject({
      code: "tool-failed",
      message: `Removing containers: docker rm --force --volumes a b ended with exit code 1: ${stderr}`,
    });
  });
});
