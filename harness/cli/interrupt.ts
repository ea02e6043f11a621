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
 * Turns the first Ctrl-C (or SIGTERM, or SIGHUP) into an aborted signal, so that clean-up can run; the second one ends
 * the process at once.
 */
export function onInterrupt(
  progress: Progress,
  source: SignalSource = process,
): { readonly signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  const stop = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) {
      progress.now("");
      progress.say(
        "Stopped without cleaning up. To see what is left: tkglab doctor; to remove it: tkglab sweep",
      );
      source.exit(130);
      return;
    }
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
