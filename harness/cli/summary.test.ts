import { describe, expect, it } from "vitest";
import type { Results, ScenarioResult } from "../report/index.ts";
import { countVerdicts } from "../report/index.ts";
import { printSummary } from "./summary.ts";

const blank: ScenarioResult = {
  id: "area/name",
  title: "It holds",
  seed: "003",
  product: "TKG",
  tags: [],
  differs: [],
  verdict: "passed",
  durationMs: 1_234,
  versions: [],
  steps: [],
  proofs: [],
  evidence: [],
  cleanup: { verdict: "clean", left: [], durationMs: 0 },
};

function summaryOf(scenarios: readonly ScenarioResult[], more: Partial<Results["run"]> = {}): string {
  const run: Results["run"] = {
    id: "20260101-000000-abcdef",
    startedAt: "2026-01-01T00:00:00Z",
    endedAt: "2026-01-01T00:01:01Z",
    durationMs: 61_000,
    tkglabVersion: "0.1.0",
    command: "tkglab run",
    host: { os: "Linux", arch: "x64", cpus: 2, memoryBytes: 1, docker: "28", kernel: "6" },
    verdict: "passed",
    counts: countVerdicts(scenarios),
    notes: [],
    ...more,
  };
  let printed = "";
  const stream = { isTTY: false, write: (text: string) => (printed += text) };
  const report = { results: "/r/results.json", junit: "/r/junit.xml", html: "/r/index.html" };
  printSummary({ schemaVersion: 1, run, scenarios: [...scenarios] }, report, stream);
  return printed;
}

describe("printSummary", () => {
  it("is a line for each scenario, the counts and the report", () => {
    const skipped = { ...blank, id: "area/other-name", verdict: "skipped", reason: "not asked for" } as const;
    expect(summaryOf([blank, skipped])).toBe(
      [
        "",
        "passed   area/name       1.2 s",
        "skipped  area/other-name 1.2 s",
        "         not asked for",
        "",
        "1 passed, 0 failed, 1 skipped in 61.0 s",
        "report: /r/index.html",
        "",
      ].join("\n"),
    );
  });

  it("says why one did not pass, what to do, and what was left behind beside it", () => {
    const broken: ScenarioResult = {
      ...blank,
      verdict: "broken",
      steps: [
        {
          kind: "check",
          name: "check-1",
          title: "a check",
          verdict: "failed",
          durationMs: 1,
          error: { code: "check", message: "the sum should be 5\n\n4 !== 5\n", hint: "count again" },
        },
      ],
      cleanup: { verdict: "leaked", left: ["container a", "volume b"], durationMs: 1 },
    };
    expect(summaryOf([broken])).toContain(
      [
        "broken   area/name 1.2 s",
        "         the sum should be 5",
        "",
        "         4 !== 5",
        "         what to do: count again",
        "         left behind: container a, volume b",
        "",
        "0 passed, 0 failed, 1 broken in 61.0 s",
      ].join("\n"),
    );
  });

  it("says a leak once", () => {
    const error = { code: "leak", message: "Cleaning up: still there: container a", hint: "tkglab sweep" };
    const cleanup = { verdict: "leaked", left: ["container a"], durationMs: 1 } as const;
    const printed = summaryOf([
      { ...blank, verdict: "broken", error, cleanup: { ...cleanup, left: ["container a"] } },
    ]);
    expect(printed.match(/container a/g)).toHaveLength(1);
  });

  it("tells how to reach what was kept, and what is no scenario's", () => {
    const kept = { ...blank, howToReach: ["export KUBECONFIG=/k"] };
    const printed = summaryOf([kept], { notes: ["Left behind: container a\n  what to do: look"] });
    expect(printed).toContain("         export KUBECONFIG=/k\n");
    expect(printed).toContain("note     Left behind: container a\n           what to do: look\n");
  });
});
