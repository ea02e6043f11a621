import type { Reporter, TestCase } from "vitest/node";
import type { Progress } from "../core/progress.ts";

/** Says what the scenarios are doing: the step under way, each one that has ended, and what its own code prints. */
export function progressReporter(progress: Progress): Reporter {
  // vitest tells of a step that has ended once more when the run is cancelled after it.
  const told = new Set<string>();
  return {
    onTestCaseReady(test) {
      progress.now(`… ${nameOf(test)}`);
    },
    onUserConsoleLog({ content }) {
      for (const line of content.replace(/\n$/, "").split("\n")) progress.say(line);
    },
    onTestCaseResult(test) {
      const { state } = test.result();
      if (state === "skipped" || state === "pending" || told.has(test.id)) return;
      told.add(test.id);
      const seconds = ((test.diagnostic()?.duration ?? 0) / 1000).toFixed(1);
      progress.say(`${state === "passed" ? "✓" : "✗"} ${nameOf(test)} (${seconds} s)`);
    },
  };
}

function nameOf(test: TestCase): string {
  const parent = test.parent;
  return parent.type === "suite" ? `${parent.name} · ${test.name}` : test.name;
}
