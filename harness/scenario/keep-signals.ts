import type { EventEmitter } from "node:events";

/** What vitest would end the process on, past all clean-up. */
const ours: readonly string[] = ["SIGINT", "SIGTERM", "unhandledRejection"];

/**
 * Until it is disposed of, whoever else would listen to signals does not get to: who started the process decides how it
 * ends. vitest 5 exits on SIGINT within a millisecond (its Logger, addCleanupListeners), and has no option against it.
 */
export function keepSignals(host: Pick<EventEmitter, "on" | "off"> = process): Disposable {
  const refuse = (name: string, added: (...args: unknown[]) => void) => {
    // Node tells of a listener just before it is added. No signal is handled before the microtasks are.
    if (ours.includes(name)) queueMicrotask(() => host.off(name, added));
  };
  host.on("newListener", refuse);
  return { [Symbol.dispose]: () => void host.off("newListener", refuse) };
}
