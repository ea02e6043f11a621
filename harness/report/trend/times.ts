import type { History, Turn } from "./history.ts";

/** How long a scenario takes to pass; milliseconds. What did not pass ends early or late, and tells nothing of it. */
export interface Times {
  /** One for each run, oldest first: the median of its turns that passed; undefined where none did. */
  readonly points: readonly (number | undefined)[];
  readonly min: number;
  readonly median: number;
  readonly last: number;
  /** The median of the runs before the newest, where that one took much longer. */
  readonly slowerThan?: number;
}

/** Slower is: more than 1.5 times the median of the runs before, and more than 10 s longer than it. */
const slower = { times: 1.5, by: 10_000 };

/** Of fewer runs before it, nobody knows what is usual. */
const enough = 3;

/** The times of a scenario; undefined where it has never passed. */
export function timesOf({ turns }: History): Times | undefined {
  const points = turns.map((inRun) => median(inRun.filter(isPassed).map(({ durationMs }) => durationMs)));
  const passed = points.filter((point) => point !== undefined);
  const [last, middle] = [passed.at(-1), median(passed)];
  if (last === undefined || middle === undefined) return undefined;
  const slowerThan = usualBefore(points);
  return {
    points,
    min: Math.min(...passed),
    median: middle,
    last,
    ...(slowerThan === undefined ? {} : { slowerThan }),
  };
}

/** What was usual, where the newest run's time is far above it. */
function usualBefore(points: Times["points"]): number | undefined {
  const newest = points.at(-1);
  const before = points.slice(0, -1).filter((point) => point !== undefined);
  const usual = median(before);
  if (newest === undefined || usual === undefined || before.length < enough) return undefined;
  return newest > usual * slower.times && newest > usual + slower.by ? usual : undefined;
}

function isPassed({ verdict }: Turn): boolean {
  return verdict === "passed";
}

/** The middle one; of an even number, the mean of the two in the middle. */
function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
