import { describe, expect, it } from "vitest";
import { fakeClock } from "./clock.ts";
import { notYet, ready, waitFor } from "./wait-for.ts";

const budget = { name: "nodeReady", limit: 1_000, every: 250 };

describe("waitFor", () => {
  it("gives the value of the first look that is ready", async () => {
    const sights = [notYet("NotReady"), notYet("NotReady"), ready("node-1")];
    const clock = fakeClock();
    const value = await waitFor({
      what: "a node",
      look: () => sights.shift() ?? ready("none"),
      budget,
      clock,
    });
    expect(value).toBe("node-1");
    expect(clock.elapsed()).toBe(500);
  });

  it("names the thing, the budget and the last sight when time is up", async () => {
    const clock = fakeClock();
    const wait = waitFor({
      what: "node n1 to be Ready",
      look: () => notYet("KubeletNotReady: cni"),
      budget,
      clock,
    });
    await expect(wait).rejects.toThrow(
      "Waiting for node n1 to be Ready: not within 1 s (budget nodeReady); last seen: KubeletNotReady: cni",
    );
    expect(clock.elapsed()).toBeLessThanOrEqual(budget.limit);
  });

  it("ends at once with the error of a look that throws", async () => {
    const clock = fakeClock();
    const look = () => {
      throw new Error("forbidden");
    };
    await expect(waitFor({ what: "a secret", look, budget, clock })).rejects.toThrow("forbidden");
    expect(clock.elapsed()).toBe(0);
  });

  it("ends with the signal's reason when it is aborted", async () => {
    const aborted = AbortSignal.abort(new Error("Ctrl-C"));
    await expect(
      waitFor({ what: "x", look: () => notYet("nothing"), budget, signal: aborted }),
    ).rejects.toThrow("Ctrl-C");
  });
});
