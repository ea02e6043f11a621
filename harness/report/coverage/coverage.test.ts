import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../core/package-root.ts";
import { seedOf, seedProcedures } from "./coverage.ts";
import { seeds } from "./seeds.ts";

const ids = seedProcedures.map(({ id }) => id);

describe("the procedures of the five seeds", () => {
  it("have a scenario each", () => {
    const without = seedProcedures.filter(({ scenarios }) => scenarios.length === 0);
    expect(without.map(({ id }) => id)).toEqual([]);
  });

  it("name scenarios that are there", () => {
    const named = seedProcedures.flatMap(({ id, scenarios }) => scenarios.map((scenario) => [id, scenario]));
    const gone = named.filter(
      ([, scenario = ""]) => !existsSync(join(packageRoot, "scenarios", `${scenario}.scenario.ts`)),
    );
    expect(gone).toEqual([]);
  });

  it("are all there, and none twice", () => {
    const counts = Object.groupBy(seedProcedures, seedOf);
    const count = (seed: string) => counts[seed]?.length;
    expect(Object.keys(seeds).map(count)).toEqual([19, 6, 15, 6, 5]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.map((id) => id.slice(0, 3))).toEqual(ids.map((id) => id.slice(0, 3)).toSorted());
  });

  it("say what is typed", () => {
    for (const { id, title, commands } of seedProcedures) {
      expect(id).toMatch(/^00[0-4]\/[a-z0-9.-]+$/);
      expect(title).toMatch(/^\S.*[^.]$/);
      expect(commands.length).toBeGreaterThan(0);
    }
  });
});
