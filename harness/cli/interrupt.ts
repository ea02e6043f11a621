import { HarnessError } from "../core/errors.ts";

/** Turns the first Ctrl-C or SIGTERM into an aborted signal, so that clean-up can run; the second one ends at once. */
export function onInterrupt(say: (line: string) => void): { readonly signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  const stop = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) {
      say("Stopped without cleaning up. What is left: tkglab doctor; to remove it: tkglab sweep");
      process.exit(130);
    }
    say(`${name}: cleaning up (once more to stop at once)`);
    controller.abort(new HarnessError({ code: "interrupted", message: `Stopped by ${name}` }));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
    },
  };
}
