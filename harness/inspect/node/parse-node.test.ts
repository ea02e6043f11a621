import { describe, expect, it } from "vitest";
import { exec } from "../../tools/exec.ts";
import { nodeScript } from "./node-script.ts";
import { parseNode } from "./parse-node.ts";

/** What a node printed, with most of its files left out. */
const printed = `machine-id 204a9525c477482b82267c4d47d41cf3
os photon
started 1795282710.570976
booted 1795282710.579112
first-pull 1795282766.137353
refused 1795282781.469754
registry-folder /etc/containerd/certs.d/harbor.tkg.test
changed 1795271723.510033 /etc/ssl/certs/ca-certificates.crt
changed 1795271720.000000 /etc/ssl/certs/linked.pem
changed 1795282727.167907 /etc/ssl/certs/harbor ca.pem
changed 1795271723.510033 /etc/ssl/certs/ca-certificates.crt
changed 1795271799.500000 /etc/ssl/certs/linked.pem
changed 1795282727.167907 /etc/ssl/certs/harbor ca.pem
files
==> /etc/ssl/certs/ca-certificates.crt <==
one
two

==> /etc/ssl/certs/empty.pem <==

==> /etc/ssl/certs/linked.pem <==
files
==> /etc/ssl/certs/harbor ca.pem <==
three`;

describe("parseNode", () => {
  it("reads what a node says of itself", () => {
    const { files, ...rest } = parseNode(printed);
    expect(rest).toEqual({
      machineId: "204a9525c477482b82267c4d47d41cf3",
      os: "photon",
      started: 1795282710.570976,
      logged: true,
      firstPull: 1795282766.137353,
      refused: 1795282781.469754,
      registryFolder: "/etc/containerd/certs.d/harbor.tkg.test",
    });
    expect(files.map(({ path, text }) => [path, text.trim()])).toEqual([
      ["/etc/ssl/certs/ca-certificates.crt", "one\ntwo"],
      ["/etc/ssl/certs/empty.pem", ""],
      ["/etc/ssl/certs/linked.pem", "files"],
      ["/etc/ssl/certs/harbor ca.pem", "three"],
    ]);
  });

  it("takes of a link and its file the later change: before that nobody could read it there", () => {
    const changed = parseNode(printed).files.map((file) => file.changed);
    expect(changed).toEqual([1795271723.510033, 0, 1795271799.5, 1795282727.167907]);
  });

  it("has nothing from a node without containerd, certificates or systemd", () => {
    expect(parseNode("machine-id \nos debian\n")).toEqual({
      ...{ machineId: "", os: "debian", logged: false, files: [] },
      ...{ started: undefined, firstPull: undefined, refused: undefined, registryFolder: undefined },
    });
  });
});

describe("nodeScript", () => {
  it("is a program that a shell can read", async () => {
    expect(await exec({ file: "sh", args: ["-n", "-c", nodeScript] })).toMatchObject({
      exitCode: 0,
      stderr: "",
    });
  });
});
