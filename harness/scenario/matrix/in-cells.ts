import type { FoundScenario } from "../discover.ts";
import { cellsOf, type MatrixMode } from "./cells-of.ts";

/**
 * A scenario once per cell, each as one of its own; without a mode, or where it varies in nothing, once and with the
 * usual values.
 */
export function inCells({ file, scenario }: FoundScenario, mode: MatrixMode | undefined): FoundScenario[] {
  const cells = mode === undefined ? [] : cellsOf(scenario.header.varies ?? [], mode);
  return (cells.length === 0 ? [{}] : cells).map((cell) => ({ file, scenario: scenario.inCell(cell) }));
}
