import { describe, expect, it } from "vitest";
import { fakeClock } from "../../harness/core/clock.ts";
import type { Part } from "./part.ts";
import { runParts } from "./run-parts.ts";

function part(name: string, passed: number, failed: number, after: readonly string[] = []): Part {
  return { name, after, run: () => Promise.resolve({ passed, failed }) };
}

async function run(parts: readonly Part[], only?: readonly string[]) {
  let printed = "";
  const result = await runParts({ parts, only, print: (text) => (printed += text), clock: fakeClock() });
  return { ...result, printed };
}

describe("runParts", () => {
  it("adds up, and ends with one line that says so", async () => {
    const { printed, ...result } = await run([part("types", 1, 0), part("unit", 41, 0)]);
    expect(result).toEqual({ passed: 42, failed: 0, failedParts: [] });
    expect(printed).toBe(
      "\n== types\n== types: 1 passed, 0 failed in 0.0 s\n\n== unit\n== unit: 41 passed, 0 failed in 0.0 s\n\n42 passed, 0 failed\n",
    );
  });

  it("goes on after a failure, but not with what depends on it, directly or not", async () => {
    const parts = [
      part("host", 0, 1),
      part("unit", 3, 1),
      part("images", 1, 0, ["host"]),
      part("contract", 5, 0, ["images"]),
    ];
    const { printed, ...result } = await run(parts);
    expect(result).toEqual({ passed: 3, failed: 2, failedParts: ["host", "unit"] });
    expect(printed).toContain("== images: not run, because host did not pass\n");
    expect(printed).toContain("== contract: not run, because images did not pass\n");
    expect(printed).toMatch(/\n3 passed, 2 failed\n$/);
  });

  it("counts a part that throws as one failure and prints why", async () => {
    const broken: Part = { name: "unit", run: () => Promise.reject(new Error("no report")) };
    const { printed, ...result } = await run([broken, part("types", 1, 0)]);
    expect(result).toEqual({ passed: 1, failed: 1, failedParts: ["unit"] });
    expect(printed).toContain("== unit\nno report\n");
  });

  it("runs only the parts that are asked for, in their own order", async () => {
    const parts = [part("host", 0, 1), part("unit", 2, 0), part("contract", 3, 0, ["host"])];
    const { printed, passed, failed } = await run(parts, ["contract", "unit"]);
    expect({ passed, failed }).toEqual({ passed: 5, failed: 0 });
    expect(printed.indexOf("== unit")).toBeLessThan(printed.indexOf("== contract"));
  });

  it("names the parts there are when asked for another one", async () => {
    await expect(run([part("host", 1, 0)], ["hots"])).rejects.toMatchObject({
      code: "usage",
      message: "Choosing the parts to run: there is no hots",
      hint: "scripts/test --only host",
    });
  });
});
