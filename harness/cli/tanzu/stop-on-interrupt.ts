import { messageOf } from "../../core/errors.ts";
import { type Progress, silent } from "../../core/progress.ts";
import { onInterrupt, type SignalSource } from "../interrupt.ts";

/** As onInterrupt(), for commands that leave what they have made: there is nothing to clean up. */
export function stopOnInterrupt(
  progress: Progress,
  source?: SignalSource,
): { readonly signal: AbortSignal } & Disposable {
  const interrupt = onInterrupt(silent, source);
  const { signal } = interrupt;
  signal.addEventListener(
    "abort",
    () => progress.say(`${messageOf(signal.reason)} (once more to stop at once)`),
    {
      once: true,
    },
  );
  return interrupt;
}
