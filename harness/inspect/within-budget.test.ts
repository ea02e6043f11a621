import { describe, expect, it } from "vitest";
import { withinBudget } from "./within-budget.ts";

const budget = { name: "quick", limit: 20, every: 10 };
const never = () => new Promise<string>(() => undefined);

describe("withinBudget", () => {
  it("gives what the work gives, or its error", async () => {
    expect(await withinBudget(Promise.resolve("done"), budget, undefined)).toBe("done");
    await expect(withinBudget(Promise.reject(new Error("no")), budget, undefined)).rejects.toThrow("no");
  });

  it("ends without the work when the budget is used up", async () => {
    await expect(withinBudget(never(), budget, undefined)).rejects.toThrow(
      "no answer within 0.02 s (budget quick)",
    );
  });

  it("ends with the signal's reason, whether it aborts before or meanwhile", async () => {
    const long = { ...budget, limit: 60_000 };
    const stopped = AbortSignal.abort(new Error("stopped"));
    await expect(withinBudget(never(), long, stopped)).rejects.toThrow("stopped");
    const later = new AbortController();
    const waiting = withinBudget(never(), long, later.signal);
    later.abort(new Error("stopped later"));
    await expect(waiting).rejects.toThrow("stopped later");
  });
});
