import { describe, expect, it } from "vitest";
import { fakeHost, type FakeHostParts, usualDocker } from "../fake-host.ts";
import { checkPrivileged } from "./privileged.ts";

const daemon = (mask: string) => ({
  "/var/run/docker.pid": "42\n",
  "/proc/42/comm": "dockerd\n",
  "/proc/42/status": `CapBnd:\t${mask}\n`,
  "/proc/sys/kernel/cap_last_cap": "40\n",
});
const complete = daemon("000001ffffffffff");
const lacking = daemon("000001fffeffffff");
const wrapper = "/opt/tkglab-oci-runtime";

async function check(parts: FakeHostParts, docker = {}) {
  const { status, saw } = await checkPrivileged(fakeHost(parts), { ...usualDocker, ...docker });
  return { status, saw };
}

describe("checkPrivileged", () => {
  it("starts one where an image of ours is there", async () => {
    const programs = { "docker image ls": { stdout: "aa11\nbb22" }, "docker run": { exitCode: 0 } };
    expect(await check({ files: lacking, programs })).toEqual({
      status: "ok",
      saw: "one started from image aa11",
    });
  });

  it("believes the container that did not start, not the capabilities", async () => {
    const stderr = "OCI runtime create failed: unable to apply caps: operation not permitted: unknown.";
    const programs = { "docker image ls": { stdout: "aa11" }, "docker run": { exitCode: 125, stderr } };
    expect(await check({ files: complete, programs })).toEqual({
      status: "problem",
      saw: `one did not start: ${stderr}`,
    });
  });

  it("falls back on the capabilities where the image has nothing to run", async () => {
    const stderr = 'exec: "/bin/true": no such file or directory';
    const programs = { "docker image ls": { stdout: "aa11" }, "docker run": { exitCode: 127, stderr } };
    expect(await check({ files: complete, programs })).toEqual({
      status: "ok",
      saw: "the daemon may hand on every capability",
    });
  });

  it("names the capability that runc would ask for in vain", async () => {
    expect(await check({ files: lacking })).toEqual({
      status: "problem",
      saw: "the daemon lacks CAP_SYS_RESOURCE, and its runtime is runc",
    });
  });

  it("accepts our runtime, as long as it is there", async () => {
    const docker = { defaultRuntime: "tkglab", defaultRuntimePath: wrapper };
    expect(await check({ files: { ...lacking, [wrapper]: "" } }, docker)).toEqual({
      status: "ok",
      saw: "the daemon lacks CAP_SYS_RESOURCE; its runtime tkglab makes up for it",
    });
    expect(await check({ files: lacking }, docker)).toEqual({
      status: "problem",
      saw: `the daemon lacks CAP_SYS_RESOURCE, and its runtime ${wrapper} is gone`,
    });
  });

  it("claims nothing of a daemon that it cannot see", async () => {
    const { status, saw } = await check({});
    expect({ status, saw }).toEqual({
      status: "ok",
      saw: "nothing speaks against them; the daemon's process cannot be seen from here",
    });
  });
});
