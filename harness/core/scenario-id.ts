/** What stands in an id between a scenario and the cell of a matrix that it ran in. */
const mark = "@";

/** The id of a scenario in a cell: `containerd/photon-node-by-ssh@kubernetes-1.29,containerd-2.2`. */
export function idInCell(id: string, cell: Readonly<Record<string, string>>): string {
  const parts = Object.entries(cell).map(([axis, value]) => `${axis}-${value}`);
  return parts.length === 0 ? id : `${id}${mark}${parts.join(",")}`;
}

/** Whether an id, or a part of one, speaks of a cell. */
export function namesCell(id: string): boolean {
  return id.includes(mark);
}

/** The id as the scenario's file has it: without the cell, and without the number of a repetition (`#2`). */
export function baseId(id: string): string {
  return id.replace(/[@#].*$/, "");
}
