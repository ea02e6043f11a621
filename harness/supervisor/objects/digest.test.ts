import { expect, it } from "vitest";
import { digest } from "./digest.ts";
import { workersName } from "./names.ts";

it("follows from the content and not from the order of its keys", () => {
  expect(digest({ a: 1, b: { c: [2], d: 3 } }, 8)).toBe(digest({ b: { d: 3, c: [2] }, a: 1 }, 8));
  expect(digest({ a: 1 }, 8)).not.toBe(digest({ a: 2 }, 8));
  expect(digest([1, 2], 8)).not.toBe(digest([2, 1], 8));
});

it("has letters and digits that a name may have, as many as asked for", () => {
  expect(digest("x", 5)).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{5}$/);
});

it("tells the pools of a cluster, and clusters of one name, apart", () => {
  const names = [
    workersName({ name: "a", uid: "1" }, "x"),
    workersName({ name: "a", uid: "1" }, "y"),
    workersName({ name: "a", uid: "2" }, "x"),
  ];
  expect(new Set(names).size).toBe(3);
  expect(names[0]).toBe(workersName({ name: "a", uid: "1" }, "x"));
});
