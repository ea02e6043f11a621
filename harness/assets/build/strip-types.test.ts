import { describe, expect, it } from "vitest";
import { stripTypes } from "./strip-types.ts";

describe("stripTypes", () => {
  it("leaves what runs, line by line", () => {
    const source = [
      'import type { B } from "./b.ts";',
      'import { type C, d } from "../d.ts";',
      'import "./e.ts";',
      'export { f } from "./f.ts";',
      'import { join } from "node:path";',
      'const g = await import("./g.ts");',
      'export const h: C = d(join("x.ts", "./i.ts") as string) satisfies B;',
    ].join("\n");
    const { name, text } = stripTypes("page/main.ts", source);
    expect(name).toBe("page/main.js");
    expect(text.split("\n").map((line) => line.replaceAll(/ +/g, " ").trim())).toEqual([
      "",
      'import { d } from "../d.js";',
      'import "./e.js";',
      'export { f } from "./f.js";',
      'import { join } from "node:path";',
      'const g = await import("./g.js");',
      'export const h = d(join("x.ts", "./i.ts") ) ;',
    ]);
  });

  it("refuses what cannot be taken out", () => {
    expect(() => stripTypes("a.ts", "enum A { b }")).toThrow(/enum/);
  });
});
