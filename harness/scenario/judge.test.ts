import { describe, expect, it } from "vitest";
import type { Step } from "./definition.ts";
import { judge, proofOf } from "./judge.ts";

const x509 = "x509: certificate signed by unknown authority";

function step(kind: Step["kind"], expected?: RegExp): Step {
  const base = { kind, name: `${kind}-1`, title: "t", run: () => Promise.resolve() };
  return expected === undefined ? base : { ...base, expected };
}
function attempt(succeeded: boolean, text: string) {
  return { command: "kubectl run hello-app", succeeded, text };
}

describe("a red that is a case of a symptom", () => {
  const refused = attempt(false, `Error response from daemon: Get "https://harbor.tkg.test/v2/": ${x509}`);
  const isCaseOf = (symptom: string): Step => ({ ...step("red", /x509/), symptom });

  it("holds when tkglab explain finds it, and says so in its proof", () => {
    expect(() => judge(isCaseOf("P01"), refused)).not.toThrow();
    expect(proofOf(isCaseOf("P01"), refused)).toMatchObject({ symptom: "P01" });
  });

  it.each([
    [refused, "P01"],
    [attempt(false, x509), "P09"],
    [attempt(false, "x509 happened"), "none"],
  ])("does not hold when it finds another, or none", (one, actual) => {
    expect(() => judge(isCaseOf("N09"), one)).toThrow(
      `kubectl run hello-app: tkglab explain should find symptom N09 in its text; actual: ${actual}: ${one.text}`,
    );
  });
});

describe("judge", () => {
  it.each([
    ["a red that fails as it should", step("red", /x509: .* unknown authority/), attempt(false, x509)],
    ["a green that succeeds", step("green"), attempt(true, "whatever")],
    ["a green that answers as it should", step("green", /^Hello/), attempt(true, "Hello, world!")],
  ])("is content with %s", (_what, one, result) => {
    expect(() => judge(one, result)).not.toThrow();
  });

  it.each([
    [
      "a red that succeeds, whatever its text",
      step("red", /x509/),
      attempt(true, x509),
      `kubectl run hello-app: it should fail with /x509/, yet it succeeded: ${x509}`,
    ],
    [
      "a red that fails otherwise",
      step("red", /x509/i),
      attempt(false, "connection refused"),
      "kubectl run hello-app: its text should match /x509/i; actual: connection refused",
    ],
    [
      "a green that fails, whatever its text",
      step("green", /x509/),
      attempt(false, x509),
      `kubectl run hello-app: it should succeed, yet it failed: ${x509}`,
    ],
    [
      "a green that answers otherwise",
      step("green", /^Hello/),
      attempt(true, "502 Bad Gateway"),
      "kubectl run hello-app: its text should match /^Hello/; actual: 502 Bad Gateway",
    ],
  ])("is not content with %s", (_what, one, result, message) => {
    expect(() => judge(one, result)).toThrow(expect.objectContaining({ code: "check", message }));
  });

  it.each([/x509/g, /x509/y])("judges the same however often it looks: %s", (expected) => {
    const one = step("red", expected);
    for (const text of [x509, x509, x509]) {
      expect(proofOf(one, attempt(false, text)).matched).toBe("x509");
      expect(() => judge(one, attempt(false, text))).not.toThrow();
    }
  });
});

describe("proofOf", () => {
  it("is what was done, what it said, what it had to say and the part that says it", () => {
    expect(proofOf(step("red", /unknown (authority|issuer)/), attempt(false, x509))).toEqual({
      color: "red",
      step: "red-1",
      command: "kubectl run hello-app",
      text: x509,
      expected: "unknown (authority|issuer)",
      matched: "unknown authority",
    });
  });

  it("is made of an attempt that does not match, too", () => {
    expect(proofOf(step("green", /^Hello/), attempt(true, "502"))).toEqual({
      color: "green",
      step: "green-1",
      command: "kubectl run hello-app",
      text: "502",
      expected: "^Hello",
    });
  });

  it("says nothing of what nobody expected, nor of a match that is empty", () => {
    expect(proofOf(step("green"), attempt(true, "a"))).not.toHaveProperty("expected");
    expect(proofOf(step("green", /x*/), attempt(true, "a"))).not.toHaveProperty("matched");
  });
});
