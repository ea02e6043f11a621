import { describe, expect, it } from "vitest";
import type { DockerState } from "../../harness/host/docker-state.ts";
import { missingPrograms, needsOf, whyHandsOff, type Wishes } from "./needs.ts";
import { readOsRelease } from "./os-release.ts";
import type { Program } from "./programs.ts";

const noClient: DockerState = { kind: "no-client" };
const silent: DockerState = { kind: "silent", said: "Cannot connect" };
const forbidden: DockerState = { kind: "forbidden", said: "permission denied" };
const run: Wishes = { install: true, build: "unwanted", tests: false };

function needs(docker: DockerState, installed: readonly Program[], wishes: Wishes, dockerHost?: string) {
  return needsOf({ docker, dockerHost, programs: new Set(installed) }, wishes);
}

describe("needsOf", () => {
  it("wants client and daemon where there is nothing", () => {
    expect(needs(noClient, [], run)).toEqual({ required: ["docker", "dockerd", "iptables"], wanted: [] });
  });

  it("wants the daemon where there is only a client", () => {
    expect(needs(silent, ["docker"], run).required).toEqual(["dockerd", "iptables"]);
  });

  it("wants no daemon where DOCKER_HOST names one, or where there is one that this user may not use", () => {
    expect(needs(silent, ["docker"], run, "ssh://builder").required).toEqual([]);
    expect(needs(forbidden, ["docker"], run).required).toEqual([]);
  });

  it("tells what must be there to build from what is good to have", () => {
    expect(needs(forbidden, ["go"], { ...run, build: "wanted" })).toEqual({
      required: [],
      wanted: ["debootstrap", "cc"],
    });
    expect(needs(forbidden, ["go"], { ...run, build: "required" })).toEqual({
      required: ["debootstrap", "cc"],
      wanted: [],
    });
  });

  it("wants a browser for the tests only", () => {
    expect(needs(forbidden, [], { ...run, tests: true }).required).toEqual(["chromium", "openssl"]);
  });
});

describe("whyHandsOff", () => {
  const debian = readOsRelease("ID=debian\n");

  it("lets root on Debian or Ubuntu do", () => {
    expect(whyHandsOff({ root: true, distribution: debian }, run)).toBeUndefined();
    expect(
      whyHandsOff({ root: true, distribution: readOsRelease("ID=ubuntu\nID_LIKE=debian\n") }, run),
    ).toBeUndefined();
  });

  it("says what stands against it", () => {
    expect(whyHandsOff({ root: true, distribution: debian }, { install: false })).toBe("--no-install is set");
    expect(whyHandsOff({ root: false, distribution: debian }, run)).toBe("this user is not root");
    expect(whyHandsOff({ root: true, distribution: readOsRelease(undefined) }, run)).toBe(
      "this is an unknown system, not Debian or Ubuntu",
    );
  });
});

describe("missingPrograms", () => {
  it("is an error of the host with a command", () => {
    const error = missingPrograms(
      { distribution: readOsRelease("ID=debian\n") },
      ["openssl"],
      "this user is not root",
    );
    expect({ code: error.code, message: error.message, hint: error.hint }).toEqual({
      code: "missing-tool",
      message: "Preparing this machine: openssl is missing, and not installed here: this user is not root",
      hint: "sudo apt-get update && sudo apt-get install -y --no-install-recommends openssl",
    });
  });
});
