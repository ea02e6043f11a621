import { describe, expect, it } from "vitest";
import { labelPairs, labelRecord } from "./labels.ts";

const ownership = { runId: "20260101-000000-abcdef", scenarioId: "containerd/toy", owner: "1.2.3" };

describe("the labels of what is ours", () => {
  it("say run, scenario and owner, ready for --label", () => {
    expect(labelPairs(ownership)).toEqual([
      "tkglab.run=20260101-000000-abcdef",
      "tkglab.scenario=containerd/toy",
      "tkglab.owner=1.2.3",
    ]);
  });

  it("say the same as a record", () => {
    const pairs = Object.entries(labelRecord(ownership)).map(([key, value]) => `${key}=${value}`);
    expect(pairs).toEqual(labelPairs(ownership));
  });
});
