import { nodeSystems } from "../../cluster/node.ts";
import { kappControllerLines } from "../package-assets.ts";

/** What scenarios can vary in, and the values of each. The first is what runs where nobody asks for another. */
export const axes = {
  kubernetes: { title: "Kubernetes", values: ["1.34", "1.29"] },
  /** Debian 12's own, and one of the line that reads its configuration in another form. */
  containerd: { title: "containerd", values: ["1.6", "2.2"] },
  os: { title: "operating system", values: nodeSystems },
  "kapp-controller": { title: "kapp-controller", values: kappControllerLines },
} as const;

/** The name of something that scenarios can vary in. */
export type Axis = keyof typeof axes;
/** A value of one. */
export type AxisValue<A extends Axis> = (typeof axes)[A]["values"][number];

/** One value of each axis that a scenario varies in: one row of the matrix. */
export type Cell = { readonly [A in Axis]?: AxisValue<A> };

/** A cell in which nothing is left open. */
export type WholeCell = Required<Cell>;

/** What runs where a cell does not say. */
export const usual: WholeCell = {
  kubernetes: axes.kubernetes.values[0],
  containerd: axes.containerd.values[0],
  os: axes.os.values[0],
  "kapp-controller": axes["kapp-controller"].values[0],
};

/** A cell for people: `kubernetes 1.29, containerd 2.2`. */
export function cellText(cell: Cell): string {
  return Object.entries(cell)
    .map(([axis, value]) => `${axis} ${value}`)
    .join(", ");
}
