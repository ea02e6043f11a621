import { describe, expect, it } from "vitest";
import type { ClusterNode } from "../../cluster/index.ts";
import { fakeJumpbox } from "./fake-jumpbox.ts";
import { trustCommands, trustNodesBySsh } from "./trust-nodes-by-ssh.ts";

const caUrl = "https://harbor.tkg.test/api/v2.0/systeminfo/getcert";
const photon: ClusterNode = { name: "p1", address: "172.18.0.2", os: "photon" };
const ubuntu: ClusterNode = { name: "u1", address: "172.18.0.3", os: "ubuntu" };

const onPhoton = [
  `curl --fail --silent --show-error ${caUrl} -k -o harbor-registry.crt`,
  "sudo cp harbor-registry.crt /etc/ssl/certs/harbor-registry.crt",
  "sudo /usr/bin/rehash_ca_certificates.sh",
  "sudo systemctl restart containerd",
] as const;
const onUbuntu = [
  `curl --fail --silent --show-error ${caUrl} -k -o harbor-registry.crt`,
  "sudo cp harbor-registry.crt /usr/local/share/ca-certificates/harbor-registry.crt",
  "sudo update-ca-certificates",
  "sudo systemctl restart containerd",
] as const;

describe("trustCommands", () => {
  it.each([
    ["photon", onPhoton],
    ["ubuntu", onUbuntu],
  ] as const)("are on %s what an operator types there", (os, [fetch, install, rehash, restart]) => {
    expect(trustCommands(os, caUrl)).toEqual({ fetch, install, rehash, restart });
  });
});

describe("trustNodesBySsh", () => {
  it("carries the steps out in their order, on each node those of its system, and tells what was printed", async () => {
    const rehashed = "1 added, 0 removed; done.";
    await using fake = await fakeJumpbox({ node: ubuntu, command: "sudo update-ca*", stdout: rehashed });
    const trusted = await trustNodesBySsh({ jumpbox: fake.jumpbox, nodes: [photon, ubuntu], caUrl });
    expect(trusted).toEqual([
      { node: "p1", transcript: onPhoton.map((command) => ({ command, output: "" })) },
      {
        node: "u1",
        transcript: onUbuntu.map((command) => ({
          command,
          output: command === "sudo update-ca-certificates" ? rehashed : "",
        })),
      },
    ]);
    expect(await fake.typedOn(photon)).toEqual(onPhoton);
    expect(await fake.typedOn(ubuntu)).toEqual(onUbuntu);
  });

  it("leaves out what the operator forgets, and keeps the rest in its order", async () => {
    await using fake = await fakeJumpbox();
    const forget = ["rehash", "restart"] as const;
    await trustNodesBySsh({ jumpbox: fake.jumpbox, nodes: [photon], caUrl, forget });
    expect(await fake.typedOn(photon)).toEqual(onPhoton.slice(0, 2));
  });

  it("types the same again when it is carried out again", async () => {
    await using fake = await fakeJumpbox();
    const input = { jumpbox: fake.jumpbox, nodes: [photon], caUrl };
    const first = await trustNodesBySsh(input);
    expect(await trustNodesBySsh(input)).toEqual(first);
    expect(await fake.typedOn(photon)).toEqual([...onPhoton, ...onPhoton]);
  });

  it("names the node that failed and why, stops there, and completes the others", async () => {
    const stderr = "cp: cannot stat 'harbor-registry.crt': No such file or directory";
    await using fake = await fakeJumpbox({ node: photon, command: "sudo cp *", stderr, exitCode: 1 });
    const error: unknown = await trustNodesBySsh({
      jumpbox: fake.jumpbox,
      nodes: [photon, ubuntu],
      caUrl,
    }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "tool-failed",
      message: expect.stringMatching(
        /^Registering the CA on 2 nodes: 1 failed, 1 completed\np1: Registering the CA \(install\) on p1: docker exec jumpbox ssh .* ended with exit code 1: cp: cannot stat 'harbor-registry\.crt': No such file or directory$/,
      ) as string,
      hint: "repair the named nodes and run the procedure again: it does no harm to the others",
    });
    expect(await fake.typedOn(photon)).toEqual(onPhoton.slice(0, 2));
    expect(await fake.typedOn(ubuntu)).toEqual(onUbuntu);
  });

  it("says of a node that is out of reach that it is, and what to look at", async () => {
    const refused = (node: ClusterNode) => ({
      node,
      command: "*",
      stderr: `ssh: connect to host ${node.address} port 22: Connection refused`,
      exitCode: 255,
    });
    await using fake = await fakeJumpbox(refused(photon), refused(ubuntu));
    const input = { jumpbox: fake.jumpbox, nodes: [photon, ubuntu], caUrl };
    await expect(trustNodesBySsh(input)).rejects.toMatchObject({
      code: "unreachable",
      message: [
        "Registering the CA on 2 nodes: 2 failed, 0 completed",
        "p1: Registering the CA (fetch) on p1: ssh to 172.18.0.2 failed: ssh: connect to host 172.18.0.2 port 22: Connection refused",
        "  what to do: systemctl status ssh on 172.18.0.2",
        "u1: Registering the CA (fetch) on u1: ssh to 172.18.0.3 failed: ssh: connect to host 172.18.0.3 port 22: Connection refused",
        "  what to do: systemctl status ssh on 172.18.0.3",
      ].join("\n"),
    });
  });
});
