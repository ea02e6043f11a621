import { describe, expect, it } from "vitest";
import { baseId, idInCell, namesCell } from "./scenario-id.ts";

const cell = { kubernetes: "1.29", containerd: "2.2" };

describe("the id of a scenario", () => {
  it("says the cell that it ran in", () => {
    expect(idInCell("area/name", cell)).toBe("area/name@kubernetes-1.29,containerd-2.2");
    expect(idInCell("area/name", {})).toBe("area/name");
  });

  it.each([
    ["area/name", "area/name"],
    ["area/name#2", "area/name"],
    [idInCell("area/name", cell), "area/name"],
    [`${idInCell("area/name", cell)}#2`, "area/name"],
  ])("of %s is, as the file has it, %s", (id, base) => expect(baseId(id)).toBe(base));

  it("speaks of a cell, or does not", () => {
    expect([idInCell("area/name", cell), "@containerd", "area/name#2"].map(namesCell)).toEqual([
      ...[true, true, false],
    ]);
  });
});
