import { describe, expect, it } from "vitest";
import { randomPoints } from "./random-points.ts";

describe("randomPoints", () => {
  it("gives the same points for the same seed, and others for another", () => {
    expect(randomPoints(7, 20)).toEqual(randomPoints(7, 20));
    expect(randomPoints(7, 5)).toEqual(randomPoints(7, 20).slice(0, 5));
    expect(randomPoints(8, 20)).not.toEqual(randomPoints(7, 20));
  });

  it("spreads them over the whole, and repeats none", () => {
    const points = randomPoints(1, 1_000);
    expect(new Set(points).size).toBe(1_000);
    expect(points.every((point) => point >= 0 && point < 1)).toBe(true);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const inside = points.filter((point) => Math.floor(point * 10) === tenth);
      expect(inside.length).toBeGreaterThan(60);
    }
  });
});
