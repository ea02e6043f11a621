import type { History, Turn } from "./history.ts";
import { withoutChange } from "./what-ran.ts";

/** How a scenario stands after several runs; runs are told by their place, 0 is the oldest. */
export type Stability =
  /** It passed each time that it ran. */
  | { readonly kind: "steady" }
  /** It has not run. */
  | { readonly kind: "unknown" }
  /** It passed, did not, and so on, while nothing changed of what ran. */
  | { readonly kind: "flaky"; readonly lastBad: BadTurn }
  /** It has not passed since a run, so many times; `before` that it had passed so many times, 0 is never. */
  | {
      readonly kind: "failing";
      readonly since: number;
      readonly times: number;
      readonly before: number;
      readonly how: HowBad;
      readonly lastBad: BadTurn;
    }
  /** It has passed since a run; before that it had not, so many times. */
  | { readonly kind: "fixed"; readonly since: number; readonly times: number; readonly how: HowBad };

/** How it did not pass, several times. */
export type HowBad = "failed" | "broken" | "both";

/** A turn that did not pass. */
export interface BadTurn {
  readonly run: number;
  readonly verdict: "failed" | "broken";
  /** The first line of what went wrong. */
  readonly error?: string;
}

type Placed = Turn & { readonly run: number };

/** Turns of the same outcome one after the other. */
interface Stretch {
  readonly good: boolean;
  readonly turns: readonly Placed[];
}

/**
 * Judges a history. What was skipped or not run says nothing, nor does a run that the machine spoiled (`outages`).
 *
 * Flaky means: it went from passed to failed or broken and back, or the other way round, while the same versions and
 * digests ran; or it did both within one run. A scenario that changed once and stayed so is failing or fixed, also where
 * nothing of what ran has changed: the reason may lie elsewhere, and one change is no proof of chance.
 */
export function stabilityOf({ turns }: History, outages: ReadonlySet<number> = new Set()): Stability {
  const all = turns.flatMap((inRun, run) =>
    outages.has(run) ? [] : inRun.filter(counts).map((turn): Placed => ({ ...turn, run })),
  );
  const lastBad = lastBadOf(all);
  if (lastBad === undefined) return { kind: all.length === 0 ? "unknown" : "steady" };
  if (isFlaky(all)) return { kind: "flaky", lastBad };
  const stretches = stretchesOf(all);
  const [last, previous] = [stretches.at(-1), stretches.at(-2)];
  const [since, times, before] = [
    last?.turns[0]?.run ?? 0,
    last?.turns.length ?? 0,
    previous?.turns.length ?? 0,
  ];
  if (last?.good === true) return { kind: "fixed", since, times: before, how: howBad(previous) };
  return { kind: "failing", since, times, before, how: howBad(last), lastBad };
}

function howBad(stretch: Stretch | undefined): HowBad {
  const seen = new Set(stretch?.turns.map(({ verdict }) => verdict));
  if (seen.size > 1) return "both";
  return seen.has("failed") ? "failed" : "broken";
}

function lastBadOf(turns: readonly Placed[]): BadTurn | undefined {
  const turn = turns.findLast((one) => !isGood(one));
  if (turn === undefined) return undefined;
  const { run, verdict, error } = turn;
  return {
    ...{ run, verdict: verdict === "failed" ? "failed" : "broken" },
    ...(error === undefined ? {} : { error }),
  };
}

function counts({ verdict }: Turn): boolean {
  return verdict === "passed" || verdict === "failed" || verdict === "broken";
}

function isGood({ verdict }: Turn): boolean {
  return verdict === "passed";
}

function isFlaky(turns: readonly Placed[]): boolean {
  const byRun = Map.groupBy(turns, ({ run }) => run);
  const bothInOneRun = [...byRun.values()].some((inRun) => stretchesOf(inRun).length > 1);
  return bothInOneRun || unchangedParts(turns).some((part) => stretchesOf(part).length > 2);
}

/** The turns, cut where something of what ran has changed. */
function unchangedParts(turns: readonly Placed[]): Placed[][] {
  const parts: Placed[][] = [];
  let known: Placed["ran"] | undefined;
  for (const turn of turns) {
    const together = known === undefined ? undefined : withoutChange(known, turn.ran);
    if (together === undefined) parts.push([]);
    known = together ?? turn.ran;
    parts.at(-1)?.push(turn);
  }
  return parts;
}

function stretchesOf(turns: readonly Placed[]): Stretch[] {
  const stretches: { good: boolean; turns: Placed[] }[] = [];
  for (const turn of turns) {
    const last = stretches.at(-1);
    if (last?.good === isGood(turn)) last.turns.push(turn);
    else stretches.push({ good: isGood(turn), turns: [turn] });
  }
  return stretches;
}
