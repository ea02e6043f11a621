import { describe, expect, it } from "vitest";
import { findingsTables } from "./tables.ts";

describe("findingsTables", () => {
  it("gives a table with a heading for each row, and takes no markup for markup", () => {
    const tables = findingsTables([
      { title: "Faults", columns: ["What happens", "Verdict"], rows: [["<b>killed</b>", "broken"]] },
    ]);
    const page = tables.map(String).join("");
    expect(page).toContain("<h4>Faults</h4>");
    expect(page).toContain('<th scope="col">What happens</th>');
    expect(page).toMatch(/<th scope="row">&lt;b&gt;killed&lt;\/b&gt;<\/th>\s*<td>broken<\/td>/);
  });

  it("gives nothing where there is nothing", () => {
    expect(findingsTables([])).toEqual([]);
  });
});
