import { describe, expect, it } from "vitest";
import { fakeMachine } from "../../cluster/tkg/fake-machines.ts";
import { readCertificateExpiry } from "./certificate-expiry.ts";
import {
  checkRotation,
  leaves,
  type NodeExpiry,
  refuseExpired,
  type RotationState,
} from "./check-rotation.ts";
import * as sample from "./sample-certificate-expiry.ts";

const on = (node: string, text: string): NodeExpiry => ({ node, expiry: readCertificateExpiry(text) });
const workers = [fakeMachine("abc-workers-1"), fakeMachine("abc-workers-2")];
const before: RotationState = { controlPlane: [on("old-1", sample.nearExpiry)], workers };
const after: RotationState = { controlPlane: [on("new-1", sample.renewed)], workers };
const without = (text: string, name: string) =>
  text.replace(new RegExp(`^${name} .*$`, "m"), `!MISSING! ${name}`);

/** What is wrong with a rotation, line by line. */
function flaws(changed: {
  readonly before?: Partial<RotationState>;
  readonly after?: Partial<RotationState>;
}) {
  const { succeeded, text } = checkRotation({
    before: { ...before, ...changed.before },
    after: { ...after, ...changed.after },
  });
  expect(succeeded).toBe(false);
  return text.split("\n");
}

describe("checkRotation", () => {
  it("succeeds when every leaf is later, every authority as it was, and every worker the same", () => {
    expect(checkRotation({ before, after })).toEqual({
      command: "kubeadm certs check-expiration, before and after",
      succeeded: true,
      text: "1 control-plane nodes: every certificate expires later, no authority changed\n2 workers: untouched",
    });
  });

  it("does not miss super-admin.conf: only the first node of a cluster has it, and that one is gone", () => {
    const joined = on("new-1", without(sample.renewed, "super-admin.conf"));
    expect(checkRotation({ before, after: { controlPlane: [joined], workers } }).succeeded).toBe(true);
    // But where it is there, it has to be later as well.
    const stale = sample.renewed.replace(/^(super-admin\.conf +)Nov 22, 2027/m, "$1Nov 25, 2026");
    expect(flaws({ after: { controlPlane: [on("new-1", stale)] } })).toEqual([
      "new-1: super-admin.conf: expected later than 2026-11-25T02:15Z; actual 2026-11-25T02:15Z",
    ]);
  });

  it("fails where nothing was rotated, leaf by leaf", () => {
    const lines = flaws({ after: { controlPlane: before.controlPlane } });
    expect(lines).toHaveLength(11);
    expect(lines[1]).toBe(
      "old-1: apiserver: expected later than 2026-11-25T02:15Z; actual 2026-11-25T02:15Z",
    );
  });

  it("measures each node by the latest that there was on any", () => {
    const old = [on("old-1", sample.nearExpiry), on("old-2", sample.renewed), on("old-3", sample.nearExpiry)];
    const now = [on("new-1", sample.renewed), on("old-2", sample.renewed), on("new-3", sample.renewed)];
    const lines = flaws({ before: { controlPlane: old }, after: { controlPlane: now } });
    expect(lines).toContain(
      "new-3: etcd-peer: expected later than 2027-11-22T02:15Z; actual 2027-11-22T02:15Z",
    );
  });

  it.each(leaves)("needs %s on every node", (leaf) => {
    const text = without(sample.renewed, leaf);
    expect(flaws({ after: { controlPlane: [on("new-1", text)] } })).toEqual([
      `new-1: ${leaf}: expected a certificate; actual none`,
    ]);
  });

  it("proves nothing of a leaf that was on no node before", () => {
    const text = without(sample.nearExpiry, "apiserver");
    expect(flaws({ before: { controlPlane: [on("old-1", text)] } })).toEqual([
      "new-1: apiserver: expected a certificate before; actual none",
    ]);
  });

  it("fails where an authority is another one, or gone", () => {
    const other = sample.renewed.replace(/^(etcd-ca +)Nov 19, 2036/m, "$1Nov 20, 2036");
    expect(flaws({ after: { controlPlane: [on("new-1", without(other, "front-proxy-ca"))] } })).toEqual([
      "new-1: etcd-ca: expected 2036-11-19T02:13Z; actual 2036-11-20T02:13Z",
      "new-1: front-proxy-ca: expected 2036-11-19T02:13Z; actual none",
    ]);
  });

  it("fails where a worker was replaced, even by one of its name", () => {
    const again = fakeMachine("abc-workers-2", { uid: "another" });
    expect(flaws({ after: { workers: [again, fakeMachine("abc-workers-1")] } })).toEqual([
      "worker abc-workers-2: expected untouched; actual gone",
      "worker abc-workers-2: expected none; actual new",
    ]);
  });

  it("fails where a node is missing afterwards, and proves nothing of none", () => {
    expect(flaws({ after: { controlPlane: [] } })).toEqual(["control plane: expected 1 nodes; actual 0"]);
    expect(flaws({ before: { controlPlane: [] }, after: { controlPlane: [] } })).toEqual([
      "control plane: expected nodes before; actual none",
    ]);
  });
});

describe("refuseExpired", () => {
  it("lets a rotation begin while every certificate holds, however shortly", () => {
    refuseExpired([on("cp-1", sample.nearExpiry), on("cp-2", sample.incomplete)]);
  });

  it("says which has expired, where and since when", () => {
    expect(() => {
      refuseExpired([on("cp-1", sample.aYear), on("cp-2", sample.expired)]);
    }).toThrow(
      expect.objectContaining({
        code: "usage",
        message:
          "Rotating certificates: not begun, some have expired already\n" +
          "cp-2: admin.conf expired at 2026-11-22T02:15Z\ncp-2: apiserver expired at 2026-11-22T02:15Z",
        hint: "on that node: sudo kubeadm certs renew all, then restart its control plane, and begin again",
      }) as Error,
    );
  });

  it("an authority too", () => {
    const text = sample.aYear.replace(/^(etcd-ca +).* 9y /m, "$1Nov 22, 2026 02:15 UTC   <invalid>");
    expect(() => {
      refuseExpired([on("cp-1", text)]);
    }).toThrow("cp-1: etcd-ca expired at 2026-11-22T02:15Z");
  });
});
