import { describe, expect, it } from "vitest";
import { fakeProgram } from "../fake-program.ts";
import { createNetwork, networkExists, removeUnusedNetwork } from "./networks.ts";

const notFound = { when: "*", stderr: "Error response from daemon: network n not found", exitCode: 1 };

describe("networkExists", () => {
  it("knows a network that is there from one that is not", async () => {
    {
      await using _docker = await fakeProgram("docker", [{ when: "network inspect *", stdout: "id" }]);
      expect(await networkExists("n")).toBe(true);
    }
    await using _docker = await fakeProgram("docker", [notFound]);
    expect(await networkExists("n")).toBe(false);
  });

  it("does not take a failure for an answer", async () => {
    await using _docker = await fakeProgram("docker", [{ when: "*", stderr: "boom", exitCode: 1 }]);
    await expect(networkExists("n")).rejects.toThrow(
      "Looking for the Docker network n: docker network inspect --format '{{.Id}}' n ended with exit code 1: boom",
    );
  });
});

describe("createNetwork", () => {
  it("makes a bridge with labels", async () => {
    await using docker = await fakeProgram("docker", [{ when: "*", stdout: "id" }]);
    await createNetwork("n", ["a=1", "b=2"]);
    expect(await docker.calls()).toEqual(["network create --driver bridge --label a=1 --label b=2 n"]);
  });

  it("is content when somebody else was quicker", async () => {
    const stderr = "Error response from daemon: network with name n already exists";
    await using _docker = await fakeProgram("docker", [{ when: "*", stderr, exitCode: 1 }]);
    await expect(createNetwork("n", [])).resolves.toBeUndefined();
  });

  it("says why it could not", async () => {
    const stderr = "Error response from daemon: all predefined address pools have been fully subnetted";
    await using _docker = await fakeProgram("docker", [{ when: "*", stderr, exitCode: 1 }]);
    await expect(createNetwork("n", [])).rejects.toThrow(
      `Creating the Docker network n: docker network create --driver bridge n ended with exit code 1: ${stderr}`,
    );
  });
});

describe("removeUnusedNetwork", () => {
  it.each([
    ["removed", { when: "*", stdout: "n" }, true],
    ["gone already", notFound, true],
    [
      "still used",
      {
        when: "*",
        stderr:
          "Error response from daemon: error while removing network: network kind id x has active endpoints",
        exitCode: 1,
      },
      false,
    ],
  ])("says whether it is gone, where it is %s", async (_how, answer, gone) => {
    await using _docker = await fakeProgram("docker", [answer]);
    expect(await removeUnusedNetwork("n")).toBe(gone);
  });

  it("says why it could not", async () => {
    await using _docker = await fakeProgram("docker", [{ when: "*", stderr: "boom", exitCode: 1 }]);
    await expect(removeUnusedNetwork("n")).rejects.toThrow(
      "Removing the Docker network n: docker network rm n ended with exit code 1: boom",
    );
  });
});
