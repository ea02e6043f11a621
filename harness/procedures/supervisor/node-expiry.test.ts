import { expect, it } from "vitest";
import { fakeShell, listsNodes } from "./fake-shell.ts";
import { addressesOf, checkKubeletsRotate, readNodeExpiry } from "./node-expiry.ts";
import * as sample from "./sample-certificate-expiry.ts";

it("reads what kubeadm says on each control-plane node, under the node's own name", async () => {
  const { shell } = fakeShell(
    listsNodes("control plane", "10.0.0.1", "10.0.0.2"),
    { when: /check-expiration/, node: "10.0.0.1", stdout: `cp-1\n${sample.aYear}` },
    { when: /check-expiration/, node: "10.0.0.2", stdout: `cp-2\n${sample.expired}` },
  );
  const nodes = await readNodeExpiry(shell);
  expect(nodes.map(({ node, expiry }) => [node, expiry.certificates.some(({ expired }) => expired)])).toEqual(
    [
      ["cp-1", false],
      ["cp-2", true],
    ],
  );
});

it("says which label no node has", async () => {
  await expect(addressesOf(fakeShell().shell, "control plane")).rejects.toMatchObject({
    code: "check",
    message:
      "Listing the nodes of the control plane: none has the label that -l node-role.kubernetes.io/master= asks for",
  });
});

it("names a worker whose kubelet does not renew its certificate, also where nothing is said", async () => {
  const { shell } = fakeShell(
    listsNodes("workers", "10.0.0.3", "10.0.0.4"),
    { when: /grep/, node: "10.0.0.3", stdout: "w-1\nrotateCertificates: true" },
    { when: /grep/, node: "10.0.0.4", stdout: "w-2" },
  );
  expect(await checkKubeletsRotate(shell)).toEqual({
    command: "sudo grep rotate /var/lib/kubelet/config.yaml",
    succeeded: false,
    text: "w-1: rotateCertificates: true\nw-2: rotateCertificates: expected true; actual false",
  });
});
