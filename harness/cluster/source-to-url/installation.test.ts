import { describe, expect, it } from "vitest";
import { fakeClock } from "../../core/clock.ts";
import { silent } from "../../core/progress.ts";
import { Installation, stepsText } from "./installation.ts";

const begin = (signal = new AbortController().signal) =>
  new Installation({ signal, progress: silent, clock: fakeClock() });

describe("stepsText", () => {
  it("says how long each step took, when it began, and when the last one was done", () => {
    const steps = [
      { title: "a cluster", from: 100, to: 20_100 },
      { title: "a registry", from: 0, to: 5_000 },
    ];
    expect(stepsText(steps)).toBe(
      "20.0 s, from 0.1 s: a cluster\n5.0 s, from 0.0 s: a registry\n20.1 s in all",
    );
    expect(stepsText([])).toBe("it stood already");
  });
});

describe("Installation", () => {
  it("gives a step what those before it gave, and says in which order they were done", async () => {
    const installation = begin();
    const one = installation.step("one", [], () => Promise.resolve(1));
    const two = installation.step("two", [], () => Promise.resolve("b"));
    const sum = installation.step("sum", [one, two], (a, b) => Promise.resolve(`${a}${b}`));
    expect((await installation.done()).map(({ title }) => title)).toEqual(["one", "two", "sum"]);
    expect(await sum).toBe("1b");
  });

  it("does not let a step wait for one that it does not need", async () => {
    const installation = begin();
    const slow = Promise.withResolvers<undefined>();
    void installation.step("slow", [], () => slow.promise);
    await expect(installation.step("quick", [], () => Promise.resolve("done"))).resolves.toBe("done");
    slow.resolve(undefined);
    await installation.done();
  });

  it("stops the others when one fails, and ends with that failure only when they have ended", async () => {
    const installation = begin();
    const order: string[] = [];
    const failing = installation.step("failing", [], () => Promise.reject(new Error("boom")));
    void installation.step("long", [], async () => {
      const stopped = Promise.withResolvers<undefined>();
      installation.signal.addEventListener("abort", () => stopped.resolve(undefined));
      await stopped.promise;
      await Promise.resolve();
      order.push("long has ended");
    });
    void installation.step("after", [failing], () => Promise.resolve(order.push("after has begun")));
    await expect(installation.done()).rejects.toThrow("boom");
    expect(order).toEqual(["long has ended"]);
  });

  it("fails too when something that a step needs, and that is none itself, cannot be had", async () => {
    const installation = begin();
    const need = Promise.reject(new Error("no toolbox"));
    void installation.step("needing it", [need], () => Promise.resolve());
    await expect(installation.done()).rejects.toThrow("no toolbox");
    expect(installation.signal.aborted).toBe(true);
  });

  it("begins nothing once its caller has stopped it", async () => {
    const installation = begin(AbortSignal.abort(new Error("Ctrl-C")));
    const begun: string[] = [];
    const step = installation.step("one", [], () => Promise.resolve(begun.push("one")));
    await expect(step).rejects.toThrow("Ctrl-C");
    expect(begun).toEqual([]);
  });
});
