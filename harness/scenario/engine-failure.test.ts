import { describe, expect, it } from "vitest";
import { engineFailure } from "./engine-failure.ts";

describe("engineFailure", () => {
  it("keeps code and hint of an error of ours, which has crossed a thread as plain data", () => {
    const error = {
      name: "HarnessError",
      code: "timeout",
      message: "Waiting: not yet",
      hint: "look",
      stack: "at x",
    };
    expect(engineFailure(error)).toEqual({ code: "timeout", message: "Waiting: not yet", hint: "look" });
  });

  it("calls a full disk by its name", () => {
    expect(engineFailure({ name: "Error", code: "ENOSPC", message: "ENOSPC: write" })).toEqual({
      code: "no-space",
      message: "Writing what happened: the disk is full: ENOSPC: write",
      hint: "df -h",
    });
  });

  it("gives the stack of everything else, and the reason that it was wrapped around", () => {
    const cause = { message: "Worker exited unexpectedly with exit code 7" };
    expect(engineFailure({ name: "Error", message: "Worker emitted error.", stack: "at y", cause })).toEqual({
      code: "internal",
      message: "Worker emitted error. Worker exited unexpectedly with exit code 7",
      stack: "at y",
    });
  });

  it("takes whatever was thrown, without colours", () => {
    expect(engineFailure("a word")).toEqual({ code: "internal", message: "a word" });
    expect(engineFailure({})).toEqual({ code: "internal", message: "an error without a text" });
    expect(engineFailure({ message: "\u001b[31mred\u001b[0m" })).toEqual({
      code: "internal",
      message: "red",
    });
  });
});
