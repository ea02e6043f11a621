import { describe, expect, it } from "vitest";
import { usualDocker } from "../fake-host.ts";
import { checkDockerSnap } from "./docker-snap.ts";
import { checkDocker } from "./docker.ts";

describe("checkDocker", () => {
  it("tells which Docker answers", () => {
    expect(checkDocker(usualDocker)).toEqual({
      id: "docker",
      title: "Docker",
      status: "ok",
      saw: "client 28.2.2, server 28.2.2, storage driver overlay2",
    });
  });

  it("takes a daemon that cannot be used for a problem, each with its own cure", () => {
    const said = "dial unix /var/run/docker.sock";
    const findings = [
      checkDocker({ kind: "no-client" }),
      checkDocker({ kind: "forbidden", said }),
      checkDocker({ kind: "silent", said }),
    ];
    expect(findings.map(({ status }) => status)).toEqual(["problem", "problem", "problem"]);
    expect(findings.map(({ saw }) => saw)).toEqual([
      "no docker on the PATH",
      `this user may not talk to the daemon: ${said}`,
      `the daemon does not answer: ${said}`,
    ]);
    expect(new Set(findings.map(({ cure }) => cure)).size).toBe(3);
  });
});

describe("checkDockerSnap", () => {
  it("knows the snap by where its data is", () => {
    const rootDir = "/var/snap/docker/common/var-lib-docker";
    expect(checkDockerSnap({ ...usualDocker, rootDir }).status).toBe("warning");
    expect(checkDockerSnap(usualDocker).status).toBe("ok");
  });
});
