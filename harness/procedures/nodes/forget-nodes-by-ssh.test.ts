import { expect, it } from "vitest";
import type { ClusterNode } from "../../cluster/index.ts";
import { fakeJumpbox } from "./fake-jumpbox.ts";
import { forgetNodesBySsh } from "./forget-nodes-by-ssh.ts";

const node = (os: ClusterNode["os"]): ClusterNode => ({ name: os, address: "172.18.0.3", os });

it.each([
  [
    "ubuntu",
    [
      "sudo rm -f /usr/local/share/ca-certificates/harbor-registry.crt",
      "sudo update-ca-certificates --fresh",
      "sudo systemctl restart containerd",
    ],
  ],
  [
    "photon",
    [
      "sudo rm -f /etc/ssl/certs/harbor-registry.crt",
      "sudo /usr/bin/rehash_ca_certificates.sh",
      "sudo systemctl restart containerd",
    ],
  ],
] as const)(
  "a node of %s forgets the file, what was made of it, and what containerd has read",
  async (os, typed) => {
    await using fake = await fakeJumpbox();
    await forgetNodesBySsh({ jumpbox: fake.jumpbox, nodes: [node(os)] });
    expect(await fake.typedOn(node(os))).toEqual(typed);
  },
);
