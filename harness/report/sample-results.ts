import type { Results } from "./results.ts";
import { failedScenario } from "./sample-failed.ts";
import { passedScenario } from "./sample-passed.ts";
import { brokenScenario, notRunScenario, skippedScenario } from "./sample-unfinished.ts";
import { countVerdicts, verdictOfRun } from "./verdicts.ts";

/** One scenario of each verdict, shaped like a real run; its numbers and versions are made up. For tests. */
export function sampleResults(): Results {
  const scenarios = [passedScenario, failedScenario, brokenScenario, skippedScenario, notRunScenario];
  return structuredClone({
    schemaVersion: 1,
    run: {
      id: "20260314-0205-k7m2",
      startedAt: "2026-03-14T02:05:11.000Z",
      endedAt: "2026-03-14T02:14:27.480Z",
      durationMs: 556_480,
      tkglabVersion: "0.1.0",
      command: "tkglab run --tag trust --keep=on-failure",
      host: {
        os: "Debian GNU/Linux 12 (bookworm)",
        arch: "x64",
        cpus: 2,
        memoryBytes: 25_276_502_016,
        docker: "29.1.3",
        kernel: "6.1.0-41-amd64",
      },
      verdict: verdictOfRun(scenarios),
      counts: countVerdicts(scenarios),
      notes: ["images came from the cache; nothing was pulled"],
    },
    scenarios,
  });
}
