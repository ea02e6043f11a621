import { readFrom, tkglab } from "./in-project.ts";
import { type Count, orBroken } from "./part.ts";

/** Runs the scenarios that belong to every change, and counts their verdicts. */
export async function scenarios(print: (text: string) => void): Promise<Count> {
  const { exitCode, stdout } = await readFrom(tkglab("run", "--tag", "ci", "--json"));
  const verdicts = readVerdicts(stdout);
  for (const { id, verdict } of verdicts) print(`${verdict.padEnd("not-run".length)}  ${id}\n`);
  return orBroken(countVerdicts(verdicts), exitCode);
}

interface Verdict {
  readonly id: string;
  readonly verdict: string;
}

/** Reads what `tkglab run --json` printed: results.json. */
export function readVerdicts(stdout: string): readonly Verdict[] {
  if (stdout.trim() === "") return [];
  // as: docs/results.schema.json promises it.
  return (JSON.parse(stdout) as { readonly scenarios: readonly Verdict[] }).scenarios;
}

/** A scenario that broke did not pass; one that was skipped or not run neither passed nor failed. */
export function countVerdicts(verdicts: readonly Verdict[]): Count {
  const having = (...wanted: readonly string[]) =>
    verdicts.filter(({ verdict }) => wanted.includes(verdict)).length;
  return { passed: having("passed"), failed: having("failed", "broken") };
}
