import { describe, expect, it } from "vitest";
import { explainKindFailure } from "./errors.ts";

function explain(stderr: string) {
  return explainKindFailure("Creating the kind cluster lab", {
    command: "kind create cluster",
    exitCode: 1,
    stdout: "",
    stderr,
    ms: 1,
  });
}

const run = "failed to create cluster: command docker run failed with error: exit status 125";

describe("explainKindFailure", () => {
  it.each([
    [
      `ERROR: ${run}\nCommand Output: Bind for 0.0.0.0:80 failed: port is already allocated.`,
      {
        code: "port-in-use",
        message: `Creating the kind cluster lab: a port is taken: ${run}`,
        hint: "ss -ltnp shows who listens",
      },
    ],
    [
      `ERROR: ${run}\nCommand Output: listen tcp4 127.0.0.1:6443: bind: address already in use`,
      {
        code: "port-in-use",
        message: `Creating the kind cluster lab: a port is taken: ${run}`,
        hint: "ss -ltnp shows who listens",
      },
    ],
    [
      `ERROR: ${run}\nCommand Output: mkdir /var/lib/docker/x: no space left on device`,
      {
        code: "no-space",
        message: `Creating the kind cluster lab: the disk is full: ${run}`,
        hint: "tkglab images prune; tkglab sweep; docker system df",
      },
    ],
    [
      "ERROR: failed to get docker info: Cannot connect to the Docker daemon at unix:///x.",
      {
        code: "no-docker",
        message:
          "Creating the kind cluster lab: failed to get docker info: Cannot connect to the Docker daemon at unix:///x.",
        hint: "tkglab doctor",
      },
    ],
    [
      'ERROR: failed to create cluster: node(s) already exist for a cluster with the name "lab"\n',
      {
        code: "tool-failed",
        message:
          'Creating the kind cluster lab: failed to create cluster: node(s) already exist for a cluster with the name "lab"',
        hint: "tkglab doctor",
      },
    ],
    [
      "Segmentation fault",
      {
        code: "tool-failed",
        message:
          "Creating the kind cluster lab: kind create cluster ended with exit code 1: Segmentation fault",
        hint: undefined,
      },
    ],
  ])("knows %j", (stderr, error) => {
    expect(explain(stderr)).toMatchObject(error);
  });
});
