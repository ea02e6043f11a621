import { expect, it } from "vitest";
import { readMemory } from "./containers-memory.ts";

it("adds up what docker stats prints, without the limits", () => {
  expect(readMemory("1.5GiB / 23.5GiB\n512MiB / 23.5GiB\n1024KiB / 1GiB\n0B / 0B\n")).toBeCloseTo(
    2 + 2 ** -10,
  );
});
