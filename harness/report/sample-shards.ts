import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Results } from "./results.ts";
import { failedScenario } from "./sample-failed.ts";
import { sampleResults } from "./sample-results.ts";
import type { Evidence, ScenarioResult } from "./scenario-result.ts";
import { countVerdicts, verdictOfRun } from "./verdicts.ts";
import { writeReport } from "./write-report.ts";

/** Bytes of each file that a failed scenario on plain kind left, as measured: 446 KB together. */
const evidenceSizes = {
  "served-chain.txt": 2_532,
  "harbor.log": 5_025,
  "containerd-info.json": 5_936,
  "containerd.log": 64_877,
  "journal.log": 167_355,
  "kubelet.log": 76_387,
  "trust-store.txt": 69_550,
  "events.txt": 8_304,
  "requests.log": 873,
  "nodes-described.txt": 6_434,
  "pods-described.txt": 34_551,
  "pods.txt": 1_759,
} as const;

const line = "Mar 14 02:07:43 node containerd[312]: level=info msg=PullImage\n";

/** For tests and benchmarks: part `index` of `count`, three scenarios with evidence each. */
export function sampleShard(index: number, count: number): Results {
  const scenarios = [1, 2, 3].map((place): ScenarioResult => {
    const id = `shard-${index}/scenario-${place}`;
    return { ...failedScenario, id, evidence: evidenceOf(id) };
  });
  const { run } = sampleResults();
  return {
    schemaVersion: 1,
    run: {
      ...run,
      id: `20260314-0205-${String(index).padStart(4, "0")}`,
      command: `tkglab run --all --shard ${index}/${count} --report-dir reports/shard-${index}`,
      verdict: verdictOfRun(scenarios),
      counts: countVerdicts(scenarios),
    },
    scenarios,
  };
}

/** For tests and benchmarks: writes a shard's report with the files of its evidence. */
export async function writeSampleShard(input: {
  readonly results: Results;
  readonly dir: string;
}): Promise<void> {
  await writeReport(input);
  for (const { path, bytes } of input.results.scenarios.flatMap(({ evidence }) => evidence)) {
    const file = join(input.dir, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes));
  }
}

function evidenceOf(id: string): Evidence[] {
  return Object.entries(evidenceSizes).map(([name, bytes]) => ({
    name,
    path: `evidence/${id}/${name}`,
    mediaType: "text/plain",
    bytes,
  }));
}
