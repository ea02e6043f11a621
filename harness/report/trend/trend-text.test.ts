import { expect, it } from "vitest";
import { sampleNights, sampleRun } from "./sample-trend.ts";
import { trendText } from "./trend-text.ts";
import { trendOf } from "./trend.ts";

it("says which runs, how the newest ended, and what stands out", () => {
  const text = trendText(trendOf(sampleNights({ "a/b": "ppf", "a/c": "fpp" }), 30));
  expect(text).toBe(
    `3 runs of 2 scenarios, 1 Mar 2026, 02:05 UTC to 3 Mar 2026, 02:05 UTC
the newest: run-02, 1 passed, 1 failed

failing  a/b
         Failed in run-02; passed twice before that
         PackageRepository tkglab/sample status.friendlyDescription: expected /^Reconcile succeeded/; actual "Reconcile failed: Fetching resources: Error (see .status.usefulErrorMessage for details)"
fixed    a/c
         Passes since run-01; failed once before that
`,
  );
});

it("is two lines where nothing stands out", () => {
  const text = trendText(trendOf(sampleNights({ "a/b": "p" }), 30));
  expect(text).toBe("1 run of 1 scenario, 1 Mar 2026, 02:05 UTC\nthe newest: run-00, 1 passed\n");
});

it("names a shard that is missing", () => {
  const run = sampleRun(0, [], { command: "tkglab run --all --shard 2/2" });
  expect(trendText(trendOf([run], 30))).toBe(
    "1 run of 0 scenarios, 1 Mar 2026, 02:05 UTC\nthe newest: run-00, no scenarios, shard 1/2 missing\n",
  );
});
