import { type Clock, systemClock } from "../core/clock.ts";
import { HarnessError } from "../core/errors.ts";
import type { Progress } from "../core/progress.ts";

/** What asks a run to end: Ctrl-C, a service manager, a terminal that is closed. */
const requests = ["SIGINT", "SIGTERM", "SIGHUP"] as const satisfies readonly NodeJS.Signals[];

/** The part of `process` that is needed here. */
export interface SignalSource {
  on(name: NodeJS.Signals, listener: (name: NodeJS.Signals) => void): unknown;
  off(name: NodeJS.Signals, listener: (name: NodeJS.Signals) => void): unknown;
  exit(code: number): void;
}

/**
 * Milliseconds within which a request is the one before, heard twice: npm and timeout hand on what the terminal has sent
 * to everybody already. Nobody presses a key twice so fast.
 */
const echo = 100;

/**
 * Turns the first Ctrl-C (or SIGTERM, or SIGHUP) into an aborted signal, so that clean-up can run; the second one ends
 * the process at once.
 */
export function onInterrupt(
  progress: Progress,
  source: SignalSource = process,
  clock: Clock = systemClock,
): { readonly signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  let firstAt = 0;
  const stop = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) {
      if (clock.elapsed() - firstAt < echo) return;
      progress.now("");
      progress.say(
        "Stopped without cleaning up. To see what is left: tkglab doctor; to remove it: tkglab sweep",
      );
      source.exit(130);
      return;
    }
    firstAt = clock.elapsed();
    progress.say(`${name}: cleaning up (once more to stop at once)`);
    controller.abort(new HarnessError({ code: "interrupted", message: `Stopped by ${name}` }));
  };
  for (const name of requests) source.on(name, stop);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const name of requests) source.off(name, stop);
    },
  };
}
