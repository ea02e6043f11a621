import { describe, expect, it } from "vitest";
import { describeError, type ErrorCode, exitCodeOf, HarnessError, messageOf } from "./errors.ts";

describe("exitCodeOf", () => {
  const exitCodes = {
    check: 1,
    usage: 3,
    interrupted: 130,
    "missing-tool": 2,
    "no-docker": 2,
    "no-space": 2,
    "no-memory": 2,
    "wrong-clock": 2,
    "port-in-use": 2,
    "tool-failed": 2,
    timeout: 2,
    unverified: 2,
    "bad-input": 2,
    unreachable: 2,
    leak: 2,
    secret: 2,
    internal: 2,
  } as const satisfies Record<ErrorCode, number>;

  it.each(Object.entries(exitCodes))("is, for the code %s, %d", (code, exitCode) => {
    // as: the keys of a record of every code are codes.
    expect(exitCodeOf(new HarnessError({ code: code as ErrorCode, message: "x" }))).toBe(exitCode);
  });

  it.each([new TypeError("x"), "text", undefined])("is 2 for what is no error of ours: %s", (thrown) => {
    expect(exitCodeOf(thrown)).toBe(2);
  });
});

describe("describeError", () => {
  it("gives the message, then what to do, and no stack", () => {
    const error = new HarnessError({
      code: "no-docker",
      message: "Talking to Docker: it does not answer",
      hint: "tkglab doctor",
    });
    expect(describeError(error)).toBe("Talking to Docker: it does not answer\n  what to do: tkglab doctor");
  });

  it("gives the message alone where nobody knows what to do", () => {
    expect(describeError(new HarnessError({ code: "internal", message: "no hint" }))).toBe("no hint");
    expect(describeError(new TypeError("not ours"))).toBe("not ours");
  });
});

describe("messageOf", () => {
  it("gives the text of whatever was thrown", () => {
    expect(messageOf(new Error("an error"))).toBe("an error");
    expect(messageOf("a text")).toBe("a text");
    expect(messageOf(undefined)).toBe("undefined");
  });
});

describe("HarnessError", () => {
  it("has a cause only where one was given", () => {
    const cause = new Error("below");
    expect(new HarnessError({ code: "internal", message: "x", cause }).cause).toBe(cause);
    expect("cause" in new HarnessError({ code: "internal", message: "x" })).toBe(false);
  });
});

describe("an error that clean-up has wrapped", () => {
  const first = new HarnessError({ code: "check", message: "it did not hold", hint: "look" });
  const wrapped = new SuppressedError(new Error("and the clean-up failed"), first);

  it("keeps the first one's words, hint and exit code", () => {
    expect(messageOf(wrapped)).toBe("it did not hold");
    expect(describeError(wrapped)).toBe("it did not hold\n  what to do: look");
    expect(exitCodeOf(wrapped)).toBe(1);
  });
});

describe("an error without words", () => {
  it("speaks through its parts, or else its name", () => {
    expect(messageOf(new AggregateError([new Error("refused"), new Error("no route")]))).toBe(
      "refused; no route",
    );
    expect(messageOf(new TypeError())).toBe("TypeError");
  });
});
