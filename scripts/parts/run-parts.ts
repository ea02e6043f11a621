import { type Clock, systemClock, timed } from "../../harness/core/clock.ts";
import { describeError, HarnessError } from "../../harness/core/errors.ts";
import { type Count, one, type Part, sum } from "./part.ts";

export interface RunPartsInput {
  readonly parts: readonly Part[];
  /** The names of the parts to run; all unless told. A part that is not asked for keeps no other from running. */
  readonly only?: readonly string[] | undefined;
  readonly print: (text: string) => void;
  readonly clock?: Clock;
}

export interface PartsResult extends Count {
  /** The names of the parts in which something failed. */
  readonly failedParts: readonly string[];
}

/** Runs the parts one after the other, whatever happens in them; the last line it prints is `N passed, N failed`. */
export async function runParts({
  parts,
  only,
  print,
  clock = systemClock,
}: RunPartsInput): Promise<PartsResult> {
  const chosen = choose(parts, only);
  const counts: Count[] = [];
  const bad = new Set<string>();
  const failedParts: string[] = [];
  for (const part of chosen) {
    const obstacle = part.after?.find((name) => bad.has(name));
    if (obstacle !== undefined) {
      bad.add(part.name);
      print(`\n== ${part.name}: not run, because ${obstacle} did not pass\n`);
      continue;
    }
    print(`\n== ${part.name}\n`);
    const { value, ms } = await timed(() => orFailed(part, print), clock);
    print(`== ${part.name}: ${lineOf(value)} in ${(ms / 1000).toFixed(1)} s\n`);
    counts.push(value);
    if (value.failed > 0) {
      bad.add(part.name);
      failedParts.push(part.name);
    }
  }
  const total = sum(counts);
  print(`\n${lineOf(total)}\n`);
  return { ...total, failedParts };
}

function choose(parts: readonly Part[], only: readonly string[] | undefined): readonly Part[] {
  if (only === undefined) return parts;
  const unknown = only.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0) {
    throw new HarnessError({
      code: "usage",
      message: `Choosing the parts to run: there is no ${unknown.join(", ")}`,
      hint: `scripts/test --only ${parts.map(({ name }) => name).join(",")}`,
    });
  }
  return parts.filter(({ name }) => only.includes(name));
}

async function orFailed(part: Part, print: (text: string) => void): Promise<Count> {
  try {
    return await part.run();
  } catch (error) {
    print(`${describeError(error)}\n`);
    return one(false);
  }
}

function lineOf({ passed, failed }: Count): string {
  return `${passed} passed, ${failed} failed`;
}
