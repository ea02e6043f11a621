import { describe, expect, it } from "vitest";
import { stoppedBy, tookTooLong } from "./stop-reason.ts";

describe("stoppedBy", () => {
  it.each([
    ["keyboard-input", "The run was stopped while this step was under way"],
    ["test-failure", "Another scenario did not pass (--bail) while this step was under way"],
  ])("says of vitest's %s what it means", (reason, message) => {
    const error = stoppedBy(Object.assign(new Error("The test run was aborted by the user."), { reason }));
    expect(error).toMatchObject({ code: "interrupted", message });
  });

  it("takes any other reason for a stop of the run", () => {
    expect(stoppedBy(undefined).message).toBe("The run was stopped while this step was under way");
  });
});

describe("tookTooLong", () => {
  it("names the step, the budget and what gives it more", () => {
    const step = {
      kind: "when",
      name: "n",
      title: "the CA is trusted",
      run: () => Promise.resolve(),
    } as const;
    expect(tookTooLong(step, { name: "scenarioStep", limit: 1_500, every: 250 })).toMatchObject({
      code: "timeout",
      message: 'Carrying out "the CA is trusted": not done within 1.5 s (budget scenarioStep)',
      hint: "tkglab run --step-limit 3 gives every step twice the time",
    });
  });
});
