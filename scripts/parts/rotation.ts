import { readResults } from "../../harness/report/index.ts";

/** From results.json: how long a rotation took, in times of what Cluster API had of it in hand. */
export function readRotation(results: string): number {
  const texts = readResults(results).scenarios.flatMap(({ proofs }) => proofs.map(({ text }) => text));
  const [, ratio] = /^rolled out in .*; ratio ([\d.]+)$/m.exec(texts.join("\n")) ?? [];
  return Number(ratio ?? Number.NaN);
}
