import { describe, expect, it } from "vitest";
import { Semaphore } from "./semaphore.ts";

/** Work that ends when it is told to. */
function workshop(semaphore: Semaphore) {
  const begun: string[] = [];
  const begin = (name: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const result = semaphore.run(() => {
      begun.push(name);
      return promise;
    });
    return { result, finish: () => resolve(name), fail: () => reject(new Error(`${name} failed`)) };
  };
  return { begun, begin };
}

describe("Semaphore", () => {
  it("lets so many run at once, and the others in the order they came", async () => {
    const { begun, begin } = workshop(new Semaphore(2));
    const [a, b, c, d] = [begin("a"), begin("b"), begin("c"), begin("d")];
    expect(begun).toEqual(["a", "b"]);
    b.finish();
    expect(await b.result).toBe("b");
    expect(begun).toEqual(["a", "b", "c"]);
    a.finish();
    await a.result;
    expect(begun).toEqual(["a", "b", "c", "d"]);
    c.finish();
    d.finish();
    expect(await Promise.all([c.result, d.result])).toEqual(["c", "d"]);
  });

  it("gives a place back when work fails", async () => {
    const { begun, begin } = workshop(new Semaphore(1));
    const [a, b] = [begin("a"), begin("b")];
    a.fail();
    await expect(a.result).rejects.toThrow("a failed");
    expect(begun).toEqual(["a", "b"]);
    b.finish();
    await b.result;
  });

  it("gives a place back when work throws before it begins to wait", async () => {
    const semaphore = new Semaphore(1);
    const thrower = () => {
      throw new Error("at once");
    };
    await expect(semaphore.run(thrower)).rejects.toThrow("at once");
    expect(await semaphore.run(() => Promise.resolve("next"))).toBe("next");
  });

  it("has all places again when nobody waits", async () => {
    const semaphore = new Semaphore(2);
    await Promise.all([1, 2, 3].map((n) => semaphore.run(() => Promise.resolve(n))));
    const { begun, begin } = workshop(semaphore);
    const all = [begin("a"), begin("b"), begin("c")];
    expect(begun).toEqual(["a", "b"]);
    for (const { finish } of all) finish();
    await Promise.all(all.map(({ result }) => result));
  });
});
