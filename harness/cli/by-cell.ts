import { idInCell } from "../core/scenario-id.ts";
import type { Cell } from "../scenario/matrix/axes.ts";
import type { Chosen } from "./choose-scenarios.ts";

/** Scenarios that run with the same values. */
export interface CellGroup {
  readonly cell: Cell;
  readonly members: readonly Chosen[];
}

/** What was chosen, by the cell of the matrix: a run tells its workers of one at a time. */
export function byCell(chosen: readonly Chosen[]): readonly CellGroup[] {
  const groups = Map.groupBy(chosen, (one) => idInCell("", cellOf(one)));
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ cell: cellOf(first), members: [first, ...others] }],
  );
}

function cellOf({ scenario }: Chosen): Cell {
  return scenario.header.cell ?? {};
}
