import { type Axis, axes, type Cell } from "./axes.ts";
import { allCombinations, pairwise } from "./pairwise.ts";

/** Which cells of a matrix are run: some, so that every two values meet, or all. */
export const matrixModes = ["pairwise", "full"] as const;
export type MatrixMode = (typeof matrixModes)[number];

/** The cells of a scenario that varies in these axes, the usual values first; none where it varies in nothing. */
export function cellsOf(varies: readonly Axis[], mode: MatrixMode): readonly Cell[] {
  if (varies.length === 0) return [];
  const values = Object.fromEntries(varies.map((axis) => [axis, axes[axis].values]));
  return mode === "full" ? allCombinations(values) : pairwise(values);
}
