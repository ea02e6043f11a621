import { type Clock, systemClock } from "../../core/clock.ts";
import type { WorkloadSight } from "../../cluster/supply-chain/look-at-workloads.ts";
import { type Look, lookBudget, lookOnce, type Seen } from "../../cluster/supply-chain/look-once.ts";
import { changesText } from "../../cluster/supply-chain/supply-chain-changes.ts";
import { supplyChainText } from "../../cluster/supply-chain/supply-chain-text.ts";

/** The part of a stream that is needed here. */
export interface ViewStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

export interface LiveViewInput {
  readonly stream: ViewStream;
  readonly look: Look;
  readonly urlOf: (host: string) => string;
  /** Stands below the table on a terminal. */
  readonly footer: readonly string[];
  readonly signal: AbortSignal;
  /** Whether colours may be used, on a terminal. */
  readonly colours?: boolean;
  readonly clock?: Clock;
}

/**
 * Shows supply chains until the signal aborts: on a terminal a table that is drawn again in its place, elsewhere a line for
 * each change. A cluster that does not answer is shown as that, and asked again.
 */
export async function liveView(input: LiveViewInput): Promise<void> {
  const { stream, signal, clock = systemClock } = input;
  const draw = stream.isTTY === true ? redrawer(input) : appender(input);
  while (!signal.aborted) {
    const seen = await lookOnce(input.look, signal);
    // as: a caller may have aborted meanwhile, which the compiler takes for impossible.
    if (signal.aborted as boolean) return;
    draw(seen);
    await clock.pause(lookBudget.every, signal).catch(() => undefined);
  }
}

/** Draws over what it has drawn before. What was printed earlier stays above. */
function redrawer({ stream, urlOf, footer, colours = true }: LiveViewInput): (seen: Seen) => void {
  let drawn = 0;
  // A terminal of another size has broken the lines anew: where they begin nobody knows.
  let size = sizeOf(stream);
  let last: readonly WorkloadSight[] = [];
  return (seen) => {
    if ("sights" in seen) last = seen.sights;
    // A line that is as wide as the terminal wraps; some terminals say they have no size.
    const columns = (positive(stream.columns) ?? 80) - 1;
    const below = [
      ...("failure" in seen ? [`the cluster does not answer: ${seen.failure}`] : []),
      ...footer,
    ].map((line) => line.slice(0, columns));
    const rows = (positive(stream.rows) ?? 24) - below.length - 2;
    const lines = [...supplyChainText(last, { columns, rows, colours, urlOf }), "", ...below];
    const up = drawn === 0 ? "" : size === sizeOf(stream) ? `\u001b[${drawn}A` : "\u001b[H\u001b[J";
    size = sizeOf(stream);
    // Each line is cleared behind its end, so that nothing flickers; and what is below the last, at the end.
    stream.write(`${up}\r${lines.map((line) => `${line}\u001b[K\n`).join("")}\u001b[J`);
    drawn = lines.length;
  };
}

function appender({ stream, urlOf }: LiveViewInput): (seen: Seen) => void {
  let before: readonly WorkloadSight[] = [];
  let failure = "";
  return (seen) => {
    if ("failure" in seen) {
      if (seen.failure !== failure) stream.write(`the cluster does not answer: ${seen.failure}\n`);
      failure = seen.failure;
      return;
    }
    failure = "";
    for (const line of changesText(before, seen.sights, { urlOf })) stream.write(`${line}\n`);
    before = seen.sights;
  };
}

function sizeOf({ columns, rows }: ViewStream): string {
  return `${columns ?? 0}x${rows ?? 0}`;
}

function positive(size: number | undefined): number | undefined {
  return size !== undefined && size > 0 ? size : undefined;
}
