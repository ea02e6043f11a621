import { describe, expect, it } from "vitest";
import { fakeClock } from "../core/clock.ts";
import { within } from "./within.ts";

const budget = { limit: 1_000 };
const never = new Promise<never>(() => undefined);

describe("within", () => {
  it("gives the value of work that is done in time", async () => {
    expect(await within(Promise.resolve("value"), budget)).toEqual({ done: true, value: "value" });
  });

  it("gives up on work that takes longer", async () => {
    const clock = fakeClock();
    expect(await within(never, budget, clock)).toEqual({ done: false });
    expect(clock.elapsed()).toBe(1_000);
  });

  it("throws what the work throws", async () => {
    await expect(within(Promise.reject(new Error("out of luck")), budget)).rejects.toThrow("out of luck");
  });
});
