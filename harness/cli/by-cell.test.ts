import { expect, it } from "vitest";
import { Scenario } from "../scenario/definition.ts";
import { fakeHeader } from "../scenario/fake-header.ts";
import type { Cell } from "../scenario/matrix/axes.ts";
import { byCell } from "./by-cell.ts";

function chosen(id: string, cell: Cell) {
  const scenario = new Scenario({ ...fakeHeader, id, varies: ["containerd", "os"] }).inCell(cell);
  return { file: `/s/${id}.scenario.ts`, scenario };
}

it("puts together what runs with the same values, in the order in which they first come", () => {
  const all = [
    chosen("a/one", { containerd: "1.6" }),
    chosen("a/one", { containerd: "2.2" }),
    chosen("a/plain", {}),
    chosen("a/two", { containerd: "2.2" }),
    chosen("a/three", { os: "ubuntu" }),
  ];
  expect(byCell(all).map(({ cell, members }) => [cell, members.map((one) => all.indexOf(one))])).toEqual([
    [{ containerd: "1.6" }, [0]],
    [{ containerd: "2.2" }, [1, 3]],
    [{}, [2]],
    [{ os: "ubuntu" }, [4]],
  ]);
});
