import { expect, it } from "vitest";
import { fakeJumpbox } from "../nodes/fake-jumpbox.ts";
import { checkUnchanged, readNodeStates } from "./node-states.ts";

const node = { name: "n1", address: "172.18.0.7", os: "photon" } as const;
const state = (since: string) => ({
  node,
  command: "*",
  stdout: `Sun 2026-11-22 ${since} UTC\n0123456789abcdef`,
});

it("says when containerd was started, and notices when that was later", async () => {
  await using first = await fakeJumpbox(state("03:00:00"));
  const before = await readNodeStates({ jumpbox: first.jumpbox, nodes: [node] });
  expect(before).toEqual([
    "n1: containerd since Sun 2026-11-22 03:00:00 UTC, /etc/ssl/certs 0123456789abcdef",
  ]);
  expect(await checkUnchanged({ jumpbox: first.jumpbox, nodes: [node], before })).toMatchObject({
    succeeded: true,
    text: before[0],
  });
  await using restarted = await fakeJumpbox(state("03:00:01"));
  const attempt = await checkUnchanged({ jumpbox: restarted.jumpbox, nodes: [node], before });
  expect(attempt.succeeded).toBe(false);
  expect(attempt.text).toMatch(/^before:\nn1: .* 03:00:00 .*\nnow:\nn1: .* 03:00:01 /);
});
