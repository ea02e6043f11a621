import { type Clock, systemClock } from "../../core/clock.ts";
import { duration } from "../../core/duration.ts";
import type { Progress } from "../../core/progress.ts";

/** What a step says that has ended: its title, and how long it took. */
const ended = /^(.+): (\d+(?:\.\d)?) s$/;

/**
 * Progress as an installer shows it: each step that has ended with its time, in columns; on the live line how long it all
 * takes already, and every step that is under way.
 */
export function stepProgress(progress: Progress, clock: Clock = systemClock): Progress {
  const begun = clock.elapsed();
  const underWay = new Set<string>();
  const show = () => {
    const since = duration((clock.elapsed() - begun) / 1000);
    progress.now(underWay.size === 0 ? "" : `${since.padStart(6)}  ${[...underWay].join(" · ")}`);
  };
  return {
    now(title) {
      if (title === "") underWay.clear();
      else underWay.add(title);
      show();
    },
    say(line) {
      const [, title = "", seconds = ""] = ended.exec(line) ?? [];
      const isStep = underWay.delete(title);
      progress.say(isStep ? `✓ ${title.padEnd(widest)} ${seconds.padStart(6)} s` : line);
      show();
    },
  };
}

/** As long as the longest title of a step. */
const widest = 56;
