import { type Axis, type AxisValue, type Cell, usual } from "./axes.ts";

/** The cells that a step belongs to, by the values that they have: `{ containerd: ["2.2"] }`. */
export type Only = { readonly [A in Axis]?: readonly AxisValue<A>[] };

/** Whether a step belongs to a cell; what the cell leaves open has its usual value. */
export function isIn(only: Only | undefined, cell: Cell): boolean {
  const whole: Readonly<Record<string, string>> = { ...usual, ...cell };
  return Object.entries(only ?? {}).every(([axis, values]) => values.some((value) => value === whole[axis]));
}

/** What a step makes a difference of, and its scenario does not vary in; undefined where all is well. */
export function strangeAxis(only: Only | undefined, varies: readonly Axis[] = []): Axis | undefined {
  // as: the keys of Only.
  return (Object.keys(only ?? {}) as Axis[]).find((axis) => !varies.includes(axis));
}

/** For people: `only containerd 2.2`; empty for a step of all cells. */
export function onlyText(only: Only | undefined): string {
  const parts = Object.entries(only ?? {}).map(([axis, values]) => `${axis} ${values.join(" and ")}`);
  return parts.length === 0 ? "" : `only ${parts.join(", ")}`;
}
