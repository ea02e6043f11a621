import type { Software } from "../../cluster/index.ts";
import { HarnessError } from "../../core/errors.ts";
import { type Axis, type Cell, cellText } from "./axes.ts";

/** Where a node says which value it has, and how: `containerd://2.2.9` is of the line 2.2. */
const told = {
  kubernetes: { by: "kubelet", as: (line) => new RegExp(`^v${RegExp.escape(line)}\\.`) },
  containerd: {
    by: "container runtime",
    as: (line) => new RegExp(`^containerd://${RegExp.escape(line)}\\.`),
  },
  os: { by: "node image says", as: (os) => new RegExp(`\\b${RegExp.escape(os)}\\b`, "i") },
} as const satisfies Partial<Record<Axis, { readonly by: string; readonly as: (value: string) => RegExp }>>;

/**
 * A row of the matrix is what it says: the cluster's own words on what it runs.
 * @throws HarnessError `internal` where they say otherwise
 */
export function checkCell(cell: Cell, software: readonly Software[]): void {
  for (const [axis, { by, as }] of Object.entries(told)) {
    // as: the keys of `told`
    const value = cell[axis as keyof typeof told];
    const said = software.find(({ name }) => name === by)?.version ?? "nothing";
    if (value === undefined || as(value).test(said)) continue;
    throw new HarnessError({
      code: "internal",
      message: `Making a cluster with ${cellText(cell)}: its node says something else: ${by}: ${said}`,
      hint: "harness/scenario/matrix/cell-assets.ts",
    });
  }
}
