import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../core/package-root.ts";
import { seedOf, seedProcedures } from "./coverage.ts";

/** Procedures whose scenarios are still to be written. Whoever writes one strikes it out here. */
const open = [
  "001/kubeconfig-from-secret",
  "001/ssh-key-from-secret",
  "001/check-expiration",
  "001/not-when-expired",
  "001/rotate",
  "001/kubelet-rotates",
  "003/ssh-key-from-secret",
  "003/jumpbox",
  "003/register-by-script",
  "003/image-pull-secret",
  "003/private-image",
  "004/ca-from-chart-secret",
  "004/trust-new-clusters",
  "004/two-cas",
  "004/existing-cluster-does-not-roll",
  "004/existing-cluster-at-its-update",
];

const ids = seedProcedures.map(({ id }) => id);

describe("the procedures of the five seeds", () => {
  it("have a scenario each, but for those that are open", () => {
    const without = seedProcedures.filter(({ scenarios }) => scenarios.length === 0);
    expect(without.map(({ id }) => id)).toEqual(open);
  });

  it("are open in no seed that is done", () => {
    expect(open.filter((id) => id.startsWith("000/") || id.startsWith("002/"))).toEqual([]);
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
    expect(["000", "001", "002", "003", "004"].map(count)).toEqual([19, 6, 15, 6, 5]);
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
