import { describe, expect, it } from "vitest";
import { explainDockerFailure, isNotFound } from "./errors.ts";

function said(stderr: string, exitCode = 1) {
  return { command: "docker do it", exitCode, stdout: "", stderr, ms: 1 };
}

const explain = (stderr: string) => explainDockerFailure("Doing it", said(stderr));

describe("explainDockerFailure", () => {
  it.each([
    [
      "a daemon that does not answer",
      "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
      {
        code: "no-docker",
        message:
          "Doing it: the Docker daemon does not answer: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
        hint: "tkglab doctor",
      },
    ],
    [
      "a connection that breaks",
      'error during connect: Get "http://docker/v1.24/info": EOF',
      {
        code: "no-docker",
        message:
          'Doing it: the Docker daemon does not answer: error during connect: Get "http://docker/v1.24/info": EOF',
        hint: "tkglab doctor",
      },
    ],
    [
      "a user who may not",
      'Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.24/info": dial unix /var/run/docker.sock: connect: permission denied',
      {
        code: "no-docker",
        message:
          'Doing it: this user may not talk to the Docker daemon: Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.24/info": dial unix /var/run/docker.sock: connect: permission denied',
        hint: "sudo usermod -aG docker $USER, then log in again",
      },
    ],
    [
      "a full disk",
      "write /var/lib/docker/tmp/x: no space left on device",
      {
        code: "no-space",
        message: "Doing it: the disk is full: write /var/lib/docker/tmp/x: no space left on device",
        hint: "tkglab images prune; tkglab sweep; docker system df",
      },
    ],
    [
      "a port that Docker has given away",
      "docker: Error response from daemon: driver failed programming external connectivity on endpoint x: Bind for 127.0.0.1:80 failed: port is already allocated.",
      {
        code: "port-in-use",
        message:
          "Doing it: the port is taken: docker: Error response from daemon: driver failed programming external connectivity on endpoint x: Bind for 127.0.0.1:80 failed: port is already allocated.",
        hint: "ss -ltnp shows who listens",
      },
    ],
    [
      "a port that another program has",
      "Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use",
      {
        code: "port-in-use",
        message:
          "Doing it: the port is taken: Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use",
        hint: "ss -ltnp shows who listens",
      },
    ],
    [
      "anything else",
      "Error response from daemon: conflict: unable to delete x",
      {
        code: "tool-failed",
        message:
          "Doing it: docker do it ended with exit code 1: Error response from daemon: conflict: unable to delete x",
        hint: undefined,
      },
    ],
  ])("knows %s", (_what, stderr, error) => {
    expect(explain(stderr)).toMatchObject(error);
  });
});

describe("isNotFound", () => {
  it.each([
    "Error response from daemon: No such container: abc",
    "Error: No such image: x:1",
    "Error response from daemon: network abc not found\nexit status 1",
    "Error response from daemon: No such container: a\nError response from daemon: No such container: b",
    "Error response from daemon: get x: no such volume",
  ])("is so of %s", (stderr) => {
    expect(isNotFound(said(stderr))).toBe(true);
  });

  it.each([
    "",
    "Error response from daemon: conflict: unable to remove repository reference",
    "Error response from daemon: No such container: a\nError response from daemon: cannot remove container b: device busy",
  ])("is not so of %j", (stderr) => {
    expect(isNotFound(said(stderr))).toBe(false);
  });
});
