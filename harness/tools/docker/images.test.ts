import { describe, expect, it } from "vitest";
import { fakeProgram } from "../fake-program.ts";
import { buildArgs, imageId, imageLabels, labelImage, pullImage, removeImages } from "./images.ts";

describe("buildArgs", () => {
  it("says no more than it is told, the context last", () => {
    expect(buildArgs({ context: "/ctx", tag: "x:1", network: "none" })).toEqual([
      ...["build", "--force-rm", "--network", "none", "--tag", "x:1", "/ctx"],
    ]);
  });

  it("says labels and build arguments", () => {
    const args = buildArgs({
      context: "/ctx",
      tag: "x:1",
      network: "host",
      labels: ["a=1", "b=2"],
      buildArgs: { BASE: "debian:1", OTHER: "a b" },
    });
    expect(args).toEqual([
      ...["build", "--force-rm", "--network", "host", "--tag", "x:1", "--label", "a=1", "--label", "b=2"],
      ...["--build-arg", "BASE=debian:1", "--build-arg", "OTHER=a b", "/ctx"],
    ]);
  });
});

describe("labelImage", () => {
  it("makes a name whose labels are the given ones", async () => {
    await using docker = await fakeProgram("docker", [{ when: "build *", stdout: "sha256:1" }]);
    await labelImage({ image: "x:1", tag: "y:2", labels: ["a=1"] });
    expect(await docker.calls()).toEqual(["build --quiet --label a=1 --tag y:2 -"]);
  });

  it("says what it could not label", async () => {
    await using _docker = await fakeProgram("docker", [
      { when: "build *", stderr: "pull access denied for x", exitCode: 1 },
    ]);
    await expect(labelImage({ image: "x:1", tag: "y:2", labels: [] })).rejects.toThrow(
      "Labelling the image x:1: docker build --quiet --tag 'y:2' - ended with exit code 1: pull access denied for x",
    );
  });
});

describe("imageId", () => {
  it("gives the digest of an image that is there", async () => {
    await using _docker = await fakeProgram("docker", [{ when: "image inspect *", stdout: "sha256:1\n" }]);
    expect(await imageId("x:1")).toBe("sha256:1");
  });

  it("gives nothing of an image that is not there", async () => {
    await using _docker = await fakeProgram("docker", [
      { when: "*", stdout: "[]", stderr: "Error: No such image: x:1\n", exitCode: 1 },
    ]);
    expect(await imageId("x:1")).toBeUndefined();
  });

  it("does not take a daemon that is down for an image that is not there", async () => {
    await using _docker = await fakeProgram("docker", [
      { when: "*", stderr: "Cannot connect to the Docker daemon at unix:///x.", exitCode: 1 },
    ]);
    await expect(imageId("x:1")).rejects.toMatchObject({
      code: "no-docker",
      message:
        "Talking to Docker: the Docker daemon does not answer: Cannot connect to the Docker daemon at unix:///x.",
    });
  });

  it("says so where there is no Docker at all", async () => {
    const before = process.env.PATH;
    process.env.PATH = "/nonexistent";
    try {
      await expect(imageId("x:1")).rejects.toMatchObject({
        code: "missing-tool",
        message: "Running docker: it is not installed, or not on the PATH",
      });
    } finally {
      process.env.PATH = before;
    }
  });
});

describe("imageLabels", () => {
  it("gives them, and none of an image without", async () => {
    await using _docker = await fakeProgram("docker", [
      { when: "image inspect * x:1", stdout: '{"a":"1"}\n' },
      { when: "image inspect * y:1", stdout: "null\n" },
    ]);
    expect(await imageLabels("x:1")).toEqual({ a: "1" });
    expect(await imageLabels("y:1")).toEqual({});
  });
});

describe("pullImage", () => {
  it("says which image it could not have, in Docker's words", async () => {
    const stderr = "Error response from daemon: pull access denied for x";
    await using _docker = await fakeProgram("docker", [{ when: "pull *", stderr, exitCode: 1 }]);
    await expect(pullImage("x:1")).rejects.toThrow(
      /^Pulling x:1: docker pull --quiet 'x:1' ended with exit code 1: .*pull access denied for x/,
    );
  });
});

describe("removeImages", () => {
  it("does not ask Docker to remove nothing", async () => {
    await using docker = await fakeProgram("docker", []);
    await removeImages([]);
    expect(await docker.calls()).toEqual([]);
  });

  it("is content when an image is gone already, and not when one stays", async () => {
    const gone = { when: "* gone:1", stderr: "Error: No such image: gone:1", exitCode: 1 };
    const stays = { when: "* stays:1", stderr: "conflict: image is in use", exitCode: 1 };
    await using _docker = await fakeProgram("docker", [gone, stays]);
    await expect(removeImages(["gone:1"])).resolves.toBeUndefined();
    await expect(removeImages(["stays:1"])).rejects.toThrow(
      "Removing images: docker image rm --force 'stays:1' ended with exit code 1: conflict: image is in use",
    );
  });
});
