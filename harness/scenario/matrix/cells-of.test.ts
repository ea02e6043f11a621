import { describe, expect, it } from "vitest";
import { type Axis, axes, cellText, usual } from "./axes.ts";
import { cellsOf } from "./cells-of.ts";

const three = ["kubernetes", "containerd", "os"] as const satisfies readonly Axis[];

describe("the cells of a scenario", () => {
  it("begin with what runs where nobody asks", () => {
    const { kubernetes, containerd, os } = usual;
    for (const mode of ["pairwise", "full"] as const) {
      expect(cellsOf(three, mode)[0]).toEqual({ kubernetes, containerd, os });
    }
  });

  it("are fewer than all where it varies in more than two", () => {
    expect([cellsOf(three, "pairwise").length, cellsOf(three, "full").length]).toEqual([4, 8]);
  });

  it("are the values themselves where it varies in one", () => {
    const cells = cellsOf(["kapp-controller"], "pairwise");
    expect(cells.map((cell) => cell["kapp-controller"])).toEqual(axes["kapp-controller"].values);
  });

  it("are none where it varies in nothing", () => expect(cellsOf([], "full")).toEqual([]));

  it("can be read", () => {
    expect(cellText(cellsOf(three, "pairwise")[3] ?? {})).toBe("kubernetes 1.29, containerd 2.2, os photon");
  });
});
