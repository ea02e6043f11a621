import type { Reporter, TestCase } from "vitest/node";
import type { Progress } from "../core/progress.ts";

/** Says what the scenarios are doing: the step under way, and each one that has ended. */
export function progressReporter(progress: Progress): Reporter {
  return {
    onTestCaseReady(test) {
      progress.now(`… ${nameOf(test)}`);
    },
    onTestCaseResult(test) {
      const { state } = test.result();
      if (state === "skipped" || state === "pending") return;
      const seconds = ((test.diagnostic()?.duration ?? 0) / 1000).toFixed(1);
      progress.say(`${state === "passed" ? "✓" : "✗"} ${nameOf(test)} (${seconds} s)`);
    },
  };
}

function nameOf(test: TestCase): string {
  const parent = test.parent;
  return parent.type === "suite" ? `${parent.name} · ${test.name}` : test.name;
}
