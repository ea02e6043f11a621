import { describe, expect, it } from "vitest";
import { fakeClock } from "../core/clock.ts";
import type { HarnessError } from "../core/errors.ts";
import { onInterrupt } from "./interrupt.ts";

type Listener = (name: NodeJS.Signals) => void;

/** A process whose signals a test sends itself. */
function fakeProcess() {
  const listeners = new Map<NodeJS.Signals, Listener>();
  const said: string[] = [];
  const codes: number[] = [];
  return {
    said,
    codes,
    progress: { say: (line: string) => void said.push(line), now: () => undefined },
    source: {
      on: (name: NodeJS.Signals, listener: Listener) => listeners.set(name, listener),
      off: (name: NodeJS.Signals) => listeners.delete(name),
      exit: (code: number) => void codes.push(code),
    },
    send: (name: NodeJS.Signals) => listeners.get(name)?.(name),
    heeded: () => [...listeners.keys()],
  };
}

describe("onInterrupt", () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("the first %s aborts, and says so", (name) => {
    const { progress, source, send, said, codes } = fakeProcess();
    using interrupt = onInterrupt(progress, source);
    expect(interrupt.signal.aborted).toBe(false);
    send(name);
    // as: what onInterrupt() aborts with
    const reason = interrupt.signal.reason as HarnessError;
    expect([reason.code, reason.message]).toEqual(["interrupted", `Stopped by ${name}`]);
    expect(said).toEqual([`${name}: cleaning up (once more to stop at once)`]);
    expect(codes).toEqual([]);
  });

  it("the second one ends the process at once, whichever it is", async () => {
    const { progress, source, send, said, codes } = fakeProcess();
    const clock = fakeClock();
    using _interrupt = onInterrupt(progress, source, clock);
    send("SIGINT");
    await clock.pause(100);
    send("SIGTERM");
    expect(codes).toEqual([130]);
    expect(said.at(-1)).toBe(
      "Stopped without cleaning up. To see what is left: tkglab doctor; to remove it: tkglab sweep",
    );
  });

  it("takes one that comes right after for the same, handed on by a wrapper", async () => {
    const { progress, source, send, said, codes } = fakeProcess();
    const clock = fakeClock();
    using _interrupt = onInterrupt(progress, source, clock);
    send("SIGINT");
    await clock.pause(99);
    send("SIGINT");
    expect([said.length, codes]).toEqual([1, []]);
  });

  it("listens no more when it is disposed of", () => {
    const { progress, source, heeded } = fakeProcess();
    const interrupt = onInterrupt(progress, source);
    expect(heeded()).toEqual(["SIGINT", "SIGTERM", "SIGHUP"]);
    interrupt[Symbol.dispose]();
    expect(heeded()).toEqual([]);
  });
});
