import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { deadline } from "./deadline.ts";

const soon = { name: "soon", limit: 20, every: 1 };
const late = { name: "late", limit: 60_000, every: 1 };

describe("deadline", () => {
  it("aborts when the budget is used up", async () => {
    const signal = deadline(soon, undefined);
    expect(signal.aborted).toBe(false);
    await once(signal, "abort");
    expect(signal.reason).toMatchObject({ name: "TimeoutError" });
  });

  it("aborts when the budget is used up before the caller stops", async () => {
    const caller = new AbortController();
    const signal = deadline(soon, caller.signal);
    await once(signal, "abort");
    expect(signal.reason).toMatchObject({ name: "TimeoutError" });
    expect(caller.signal.aborted).toBe(false);
  });

  it("aborts with the caller's reason when the caller stops before", () => {
    const caller = new AbortController();
    const signal = deadline(late, caller.signal);
    expect(signal.aborted).toBe(false);
    caller.abort("Ctrl-C");
    expect(signal).toMatchObject({ aborted: true, reason: "Ctrl-C" });
  });

  it("is over already where the caller has stopped", () => {
    expect(deadline(late, AbortSignal.abort("before"))).toMatchObject({ aborted: true, reason: "before" });
  });
});
