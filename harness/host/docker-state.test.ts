import { describe, expect, it } from "vitest";
import { dockerStateOf } from "./docker-state.ts";

const info = {
  ServerVersion: "20.10.24+dfsg1",
  Driver: "overlay2",
  DockerRootDir: "/var/lib/docker",
  CgroupVersion: "1",
  DefaultRuntime: "tkglab",
  Runtimes: { runc: { path: "runc" }, tkglab: { path: "/opt/tkglab-oci-runtime" } },
  ClientInfo: { Version: "28.2.2" },
};

describe("dockerStateOf", () => {
  it("reads a daemon that answers", () => {
    expect(dockerStateOf({ stdout: JSON.stringify(info), stderr: "" })).toEqual({
      kind: "answers",
      clientVersion: "28.2.2",
      serverVersion: "20.10.24+dfsg1",
      storageDriver: "overlay2",
      rootDir: "/var/lib/docker",
      cgroupVersion: "1",
      defaultRuntime: "tkglab",
      defaultRuntimePath: "/opt/tkglab-oci-runtime",
    });
  });

  const silence =
    "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?";

  it("takes the daemon's silence from the JSON of a new client", () => {
    const stdout = JSON.stringify({ ServerVersion: "", ServerErrors: [silence] });
    expect(dockerStateOf({ stdout, stderr: "errors pretty printing info" })).toEqual({
      kind: "silent",
      said: silence,
    });
  });

  it("takes it from stderr of an old one", () => {
    expect(dockerStateOf({ stdout: "", stderr: `${silence}\n` })).toEqual({ kind: "silent", said: silence });
  });

  it("tells a socket that this user may not open", () => {
    const said =
      "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock";
    expect(dockerStateOf({ stdout: "", stderr: said })).toEqual({ kind: "forbidden", said });
  });

  it("never invents an answer", () => {
    expect(dockerStateOf({ stdout: "", stderr: "" })).toEqual({
      kind: "silent",
      said: "docker info said nothing",
    });
  });
});
