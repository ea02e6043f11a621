import { describe, expect, it } from "vitest";
import { attemptOf } from "./attempt-of.ts";

describe("attemptOf", () => {
  it.each([
    [0, "created", "", { succeeded: true, text: "created" }],
    [0, "created", "Warning: deprecated", { succeeded: true, text: "created\nWarning: deprecated" }],
    [1, "", "denied", { succeeded: false, text: "denied" }],
    [255, "", "", { succeeded: false, text: "" }],
  ])("is made of exit code %i, %j and %j", (exitCode, stdout, stderr, expected) => {
    expect(attemptOf("kubectl apply", { exitCode, stdout, stderr })).toEqual({
      command: "kubectl apply",
      ...expected,
    });
  });
});
