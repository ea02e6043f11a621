import { expect, it } from "vitest";
import { stopOnInterrupt } from "./stop-on-interrupt.ts";

it("promises no clean-up", () => {
  const said: string[] = [];
  const listeners = new Map<string, (name: NodeJS.Signals) => void>();
  using interrupt = stopOnInterrupt(
    { say: (line) => void said.push(line), now: () => undefined },
    { on: (name, listener) => listeners.set(name, listener), off: () => undefined, exit: () => undefined },
  );
  listeners.get("SIGINT")?.("SIGINT");
  expect(interrupt.signal.aborted).toBe(true);
  expect(said).toEqual(["Stopped by SIGINT (once more to stop at once)"]);
});
