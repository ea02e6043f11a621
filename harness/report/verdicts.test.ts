import { describe, expect, it } from "vitest";
import { countVerdicts, exitCodeOfVerdicts, type JudgedScenario, verdictOfRun } from "./verdicts.ts";

const passed = { verdict: "passed" } as const;
const failed = { verdict: "failed" } as const;
const broken = { verdict: "broken" } as const;
const skipped = { verdict: "skipped" } as const;
const notRun = { verdict: "not-run" } as const;
const bailed = { verdict: "not-run", reason: "--bail" } as const;

describe("countVerdicts", () => {
  it("counts each verdict", () => {
    expect(countVerdicts([passed, passed, failed, broken, skipped, skipped, skipped, notRun])).toEqual({
      passed: 2,
      failed: 1,
      broken: 1,
      skipped: 3,
      notRun: 1,
    });
  });
});

describe("the exit code and the verdict of a run", () => {
  it.each<[0 | 1 | 2, "passed" | "failed" | "broken", readonly JudgedScenario[]]>([
    [0, "passed", []],
    [0, "passed", [passed, skipped]],
    [0, "passed", [passed, bailed]],
    [1, "failed", [passed, failed, skipped]],
    [1, "failed", [failed, bailed]],
    [2, "broken", [passed, notRun]],
    [2, "broken", [broken, failed]],
    [2, "broken", [failed, broken, passed]],
  ])("are %i and %s, the worst one winning", (code, verdict, scenarios) => {
    expect(verdictOfRun(scenarios)).toBe(verdict);
    expect(exitCodeOfVerdicts({ run: { verdict }, scenarios })).toBe(code);
  });

  it("is 2 for a run that broke although its scenarios passed", () => {
    expect(exitCodeOfVerdicts({ run: { verdict: "broken" }, scenarios: [passed] })).toBe(2);
  });
});
