import { describe, expect, it } from "vitest";
import { checkGrowth, growthRow, type Sample } from "./watch-growth.ts";

const sample: Sample = { turn: 10, memory: 300, disk: 5_000, containers: 3, networks: 1, volumes: 1 };
const allowed = { memory: 60, disk: 100 };

describe("checkGrowth", () => {
  it("is content with what stays as it was, and with what is allowed", () => {
    expect(() => checkGrowth([sample, { ...sample, turn: 100 }], allowed)).not.toThrow();
    const some = { ...sample, turn: 100, memory: 360, disk: 5_100 };
    expect(() => checkGrowth([sample, some], allowed)).not.toThrow();
  });

  it("names all that has grown", () => {
    const more = { ...sample, turn: 100, memory: 361, disk: 5_101, containers: 4, networks: 2, volumes: 2 };
    expect(() => checkGrowth([sample, sample, more], allowed)).toThrow(
      "Between turn 10 and turn 100 grew: memory from 300 to 361, disk from 5000 to 5101, containers from 3 to 4, networks from 1 to 2, volumes from 1 to 2",
    );
  });

  it("needs two samples", () => {
    expect(() => checkGrowth([sample], allowed)).toThrow("it takes two samples");
  });
});

describe("growthRow", () => {
  it("has a cell for each number", () => {
    expect(growthRow(sample)).toEqual(["10", "300", "5000", "3", "1", "1"]);
  });
});
