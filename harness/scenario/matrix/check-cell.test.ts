import { expect, it } from "vitest";
import { checkCell } from "./check-cell.ts";

const software = [
  { name: "node image says", version: "VMware Photon OS/Linux" },
  { name: "kubelet", version: "v1.29.15" },
  { name: "container runtime", version: "containerd://2.2.9" },
];

it.each([
  {},
  { kubernetes: "1.29", containerd: "2.2", os: "photon" },
  { "kapp-controller": "0.32" },
] as const)("takes the cluster's word for %o", (cell) =>
  expect(() => checkCell(cell, software)).not.toThrow(),
);

it.each([
  [{ kubernetes: "1.34" }, "kubernetes 1.34: its node says something else: kubelet: v1.29.15"],
  [
    { containerd: "1.6" },
    "containerd 1.6: its node says something else: container runtime: containerd://2.2.9",
  ],
  [{ os: "ubuntu" }, "os ubuntu: its node says something else: node image says: VMware Photon OS/Linux"],
] as const)("refuses a row that is not what it says: %o", (cell, problem) => {
  expect(() => checkCell(cell, software)).toThrow(
    expect.objectContaining({ code: "internal", message: `Making a cluster with ${problem}` }),
  );
});

it("does not take 2.20 for 2.2, nor silence for anything", () => {
  const newer = [{ name: "container runtime", version: "containerd://2.20.1" }];
  expect(() => checkCell({ containerd: "2.2" }, newer)).toThrow("containerd://2.20.1");
  expect(() => checkCell({ containerd: "2.2" }, [])).toThrow("container runtime: nothing");
});
