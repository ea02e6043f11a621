import { describe, expect, it } from "vitest";
import { nodeInCell, usesInCell } from "./cell-assets.ts";

describe("what a scenario uses", () => {
  const uses = ["kind", "node-photon", "harbor"] as const;

  it("is what its header says where no cell says otherwise", () => {
    expect(usesInCell(uses, {})).toEqual(uses);
    expect(usesInCell(uses, { kubernetes: "1.34", containerd: "1.6", os: "photon" })).toEqual(uses);
  });

  it.each([
    [{ containerd: "2.2" }, "node-photon-containerd-2.2"],
    [{ kubernetes: "1.29" }, "node-tkg-photon"],
    [{ os: "ubuntu" }, "node-ubuntu"],
    [{ kubernetes: "1.29", containerd: "2.2", os: "ubuntu" }, "node-tkg-ubuntu-containerd-2.2"],
  ] as const)("is with %o the node %s in place of the usual one", (cell, node) => {
    expect(usesInCell(uses, cell)).toEqual(["kind", node, "harbor"]);
    expect(nodeInCell("photon", cell)).toBe(node);
  });

  it("has nothing twice", () => {
    expect(usesInCell(["node-photon", "node-ubuntu"], { os: "ubuntu" })).toEqual(["node-ubuntu"]);
  });

  it("is another kapp-controller, and the node in which that lies", () => {
    const packages = ["node-tkg-photon-packages", "kapp-controller-manifests"] as const;
    expect(usesInCell(packages, { "kapp-controller": "0.41" })).toEqual(packages);
    expect(usesInCell(packages, { "kapp-controller": "0.32" })).toEqual([
      ...["node-tkg-photon-packages", "kapp-controller-0.32-manifests"],
    ]);
    expect(usesInCell(packages, { "kapp-controller": "0.35" })).toEqual([
      ...["node-tkg-photon-packages-0.35", "kapp-controller-0.35-manifests"],
    ]);
  });

  it("leaves what has more loaded into it as it is", () => {
    expect(usesInCell(["node-source-to-url"], { containerd: "2.2" })).toEqual(["node-source-to-url"]);
  });
});
