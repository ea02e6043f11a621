import type { AssetId } from "../../assets/index.ts";
import type { NodeSystem } from "../../cluster/node.ts";
import { kappControllerManifests, type KappControllerLine, packageNodes } from "../package-assets.ts";
import { type AxisValue, type Cell, usual } from "./axes.ts";

/** The nodes of plain kind clusters. Those with Kubernetes 1.29 are those of standalone TKG, which it is there for. */
const nodes = {
  "1.34": {
    "1.6": { photon: "node-photon", ubuntu: "node-ubuntu" },
    "2.2": { photon: "node-photon-containerd-2.2", ubuntu: "node-ubuntu-containerd-2.2" },
  },
  "1.29": {
    "1.6": { photon: "node-tkg-photon", ubuntu: "node-tkg-ubuntu" },
    "2.2": { photon: "node-tkg-photon-containerd-2.2", ubuntu: "node-tkg-ubuntu-containerd-2.2" },
  },
} as const satisfies Record<
  AxisValue<"kubernetes">,
  Record<AxisValue<"containerd">, Record<NodeSystem, AssetId>>
>;

/** The node image of a plain cluster in a cell; `os` counts where the cell leaves it open. */
export function nodeInCell(os: NodeSystem, cell: Cell): AssetId {
  const { kubernetes, containerd } = { ...usual, ...cell };
  return nodes[kubernetes][containerd][cell.os ?? os];
}

/** What a scenario uses in a cell: other nodes and another kapp-controller in place of the usual ones. */
export function usesInCell(uses: readonly AssetId[], cell: Cell): readonly AssetId[] {
  const { photon, ubuntu } = nodes[usual.kubernetes][usual.containerd];
  const places = new Map<AssetId, AssetId>([
    [photon, nodeInCell("photon", cell)],
    [ubuntu, nodeInCell("ubuntu", cell)],
    ...kappControllerPlaces(usual["kapp-controller"], cell["kapp-controller"] ?? usual["kapp-controller"]),
  ]);
  return [...new Set(uses.map((id) => places.get(id) ?? id))];
}

function kappControllerPlaces(from: KappControllerLine, to: KappControllerLine) {
  return [
    [packageNodes[from], packageNodes[to]],
    [kappControllerManifests[from], kappControllerManifests[to]],
  ] as const;
}
