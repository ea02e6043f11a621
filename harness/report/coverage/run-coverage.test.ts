import { describe, expect, it } from "vitest";
import type { Verdict } from "../verdicts.ts";
import { coverageOf } from "./run-coverage.ts";
import type { SeedProcedure } from "./seed-procedure.ts";

const procedure: SeedProcedure = {
  id: "003/register-by-hand",
  title: "Harbor's CA is registered",
  commands: ["rehash"],
  scenarios: ["containerd/a", "containerd/b"],
};

function verdictWhen(verdicts: Readonly<Record<string, Verdict>>): Verdict | undefined {
  const results = Object.entries(verdicts).map(([name, verdict]) => ({ id: `containerd/${name}`, verdict }));
  const seed = coverageOf(results, [procedure]).find((one) => one.seed === "003");
  return seed?.procedures[0]?.verdict;
}

describe("coverageOf", () => {
  it.each<[Readonly<Record<string, Verdict>>, Verdict]>([
    [{ a: "passed", b: "passed" }, "passed"],
    [{ a: "passed", b: "failed" }, "failed"],
    [{ a: "broken", b: "failed" }, "broken"],
    [{ a: "passed" }, "passed"],
    [{ a: "passed", b: "not-run" }, "passed"],
    [{ a: "skipped", b: "not-run" }, "skipped"],
    [{ a: "not-run" }, "not-run"],
    [{ c: "passed" }, "not-run"],
    [{}, "not-run"],
  ])("of %o is %s", (verdicts, verdict) => {
    expect(verdictWhen(verdicts)).toBe(verdict);
  });

  it("takes the worst of several rows and turns, and names it", () => {
    const results = [
      { id: "containerd/a@containerd-1.6#1", verdict: "passed" },
      { id: "containerd/a@containerd-2.2#1", verdict: "failed" },
      { id: "containerd/b#2", verdict: "passed" },
    ] as const;
    const seed = coverageOf(results, [procedure]).find((one) => one.seed === "003");
    expect(seed?.procedures).toEqual([
      {
        procedure,
        verdict: "failed",
        scenarios: [
          { id: "containerd/a", verdict: "failed", row: "containerd/a@containerd-2.2#1" },
          { id: "containerd/b", verdict: "passed", row: "containerd/b#2" },
        ],
      },
    ]);
  });

  it("tells a scenario that the run does not have from one that it did not come to", () => {
    const [seed] = coverageOf([{ id: "containerd/a", verdict: "not-run" }], [procedure]).slice(3);
    expect(seed?.procedures[0]?.scenarios).toEqual([
      { id: "containerd/a", verdict: "not-run" },
      { id: "containerd/b" },
    ]);
  });
});
