/** Rows below a heading, lined up as the Tanzu CLI does: two blanks before each column. */
export function columns(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [heading, ...rows];
  const widths = heading.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => `  ${cell.padEnd(widths[at] ?? 0)}`)
      .join("")
      .trimEnd();
  return `${all.map(line).join("\n")}\n`;
}
