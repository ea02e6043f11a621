import { describe, expect, it } from "vitest";
import { faultColumns, faultRow, signalColumns, signalRow } from "./fault-table.ts";
import type { Outcome } from "./meet-fault.ts";

const outcome: Outcome = { exitCode: 2, verdict: "broken", message: "gone", left: [], seconds: 12.34 };

describe("the tables of faults", () => {
  it("have a cell for each column", () => {
    expect(faultRow("1", "it is killed", outcome)).toHaveLength(faultColumns.length);
    expect(signalRow({ at: 1, during: "x", outcome })).toHaveLength(signalColumns.length);
  });

  it("say what is left, and how long it took to go after a signal", () => {
    const left = { ...outcome, left: ["volume a", "network kind"] };
    expect(faultRow("1", "it is killed", left)).toEqual([
      ...["1", "it is killed", "2", "broken", "gone", "volume a, network kind", "12.3"],
    ]);
    expect(signalRow({ at: 10, during: "given: a cluster", outcome })).toEqual([
      ...["10.0", "given: a cluster", "2", "broken", "nothing", "2.3 s"],
    ]);
  });
});
