import { expect, it } from "vitest";
import type { ClusterNode } from "../../cluster/index.ts";
import { fakeJumpbox } from "./fake-jumpbox.ts";
import { removeNodeImages } from "./remove-node-images.ts";

const node: ClusterNode = { name: "n", address: "172.18.0.3", os: "ubuntu" };

it("images go from every node, and one that is not there is an error", async () => {
  await using fake = await fakeJumpbox();
  await removeNodeImages({ jumpbox: fake.jumpbox, nodes: [node], images: ["h/a@sha256:1", "h/b:2"] });
  expect(await fake.typedOn(node)).toEqual(["sudo crictl rmi h/a@sha256:1 h/b:2"]);
  await using refusing = await fakeJumpbox({
    ...{ node, command: "sudo crictl rmi *", exitCode: 1 },
    stderr: 'E1121 no such image "h/a"',
  });
  await expect(
    removeNodeImages({ jumpbox: refusing.jumpbox, nodes: [node], images: ["h/a"] }),
  ).rejects.toMatchObject({
    code: "tool-failed",
    message: expect.stringContaining("no such image") as string,
  });
});
