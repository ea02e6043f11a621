import { describe, expect, it } from "vitest";
import type { ClusterNode } from "../../cluster/index.ts";
import { fakeJumpbox } from "./fake-jumpbox.ts";
import { rehashCertificates, restartContainerd } from "./finish-trust.ts";
import { checkWithOpenssl, curlFromNode } from "./probe-node.ts";

const photon: ClusterNode = { name: "p1", address: "172.18.0.2", os: "photon" };
const ubuntu: ClusterNode = { name: "u1", address: "172.18.0.3", os: "ubuntu" };

describe("what is left to do", () => {
  it("is restarting containerd, on every node", async () => {
    await using fake = await fakeJumpbox();
    await restartContainerd({ jumpbox: fake.jumpbox, nodes: [photon, ubuntu] });
    expect(await fake.typedOn(photon)).toEqual(["sudo systemctl restart containerd"]);
    expect(await fake.typedOn(ubuntu)).toEqual(["sudo systemctl restart containerd"]);
  });

  it("is rehashing, on every node with its own program, whose words are given in the order of the nodes", async () => {
    await using fake = await fakeJumpbox(
      { node: photon, command: "sudo /usr/bin/rehash_ca_certificates.sh", stdout: "from photon" },
      { node: ubuntu, command: "sudo update-ca-certificates", stdout: "from ubuntu" },
    );
    const said = await rehashCertificates({ jumpbox: fake.jumpbox, nodes: [ubuntu, photon] });
    expect(said).toEqual(["from ubuntu", "from photon"]);
  });

  it("names the node on which it fails", async () => {
    await using fake = await fakeJumpbox({ node: ubuntu, command: "*", stderr: "Failed", exitCode: 1 });
    await expect(restartContainerd({ jumpbox: fake.jumpbox, nodes: [photon, ubuntu] })).rejects.toThrow(
      /^Restarting containerd on u1: docker exec jumpbox ssh .* ended with exit code 1: Failed$/,
    );
  });
});

describe("a probe from a node", () => {
  const host = "harbor.tkg.test";
  const curl = `curl --silent --show-error https://${host}/api/v2.0/ping`;

  it("gives the answer and the command, as it is typed on the node", async () => {
    await using fake = await fakeJumpbox({ node: photon, command: "curl *", stdout: "Pong" });
    expect(await curlFromNode({ jumpbox: fake.jumpbox, node: photon, host })).toEqual({
      command: curl,
      succeeded: true,
      text: "Pong",
    });
    expect(await fake.typedOn(photon)).toEqual([curl]);
  });

  it("gives a failure as a value, with all that was said", async () => {
    const answer = { stdout: "verification failed", stderr: "unable to get local issuer certificate" };
    await using fake = await fakeJumpbox({ node: photon, command: "openssl *", ...answer, exitCode: 2 });
    expect(await checkWithOpenssl({ jumpbox: fake.jumpbox, node: photon, host })).toEqual({
      command: `openssl s_client -connect ${host}:443 -servername ${host} </dev/null 2>/dev/null | openssl x509 | openssl verify -no-CAfile -CApath /etc/ssl/certs`,
      succeeded: false,
      text: "verification failed\nunable to get local issuer certificate",
    });
  });

  it("does not take a node that is out of reach for one that refuses", async () => {
    const stderr = "ssh: connect to host 172.18.0.2 port 22: Connection refused";
    await using fake = await fakeJumpbox({ node: photon, command: "*", stderr, exitCode: 255 });
    await expect(curlFromNode({ jumpbox: fake.jumpbox, node: photon, host })).rejects.toMatchObject({
      code: "unreachable",
      message: `Running ${curl} on p1: ssh to 172.18.0.2 failed: ${stderr}`,
      hint: "systemctl status ssh on 172.18.0.2",
    });
  });
});
