import { describe, expect, it } from "vitest";
import { Explainer } from "./explain-text.ts";
import { explanationText } from "./explanation-text.ts";
import { explanationOf } from "./explanation.ts";
import { readSymptoms } from "./read-symptoms.ts";

const explainer = new Explainer(readSymptoms());
const messageLine = (text: string) =>
  explanationText(explainer.explain(text).map(explanationOf))
    .split("\n")
    .find((line) => line.startsWith("message: "));

const refused = "x509: certificate signed by unknown authority";

describe("explanationText", () => {
  it("repeats a message as it is", () => {
    expect(messageLine(refused)).toBe(`message: ${refused}`);
  });

  it("repeats the end of a long one", () => {
    expect(messageLine(`${"a".repeat(1000)} ${refused}`)).toBe(
      `message: … ${`${"a".repeat(1000)} ${refused}`.slice(-300)}`,
    );
  });

  it("repeats nothing that a terminal would obey, on one line", () => {
    const hostile = `\u001b]0;title\u0007\u001b[2J\u009b31m\u202eevil\rall is well\u0008\u0008 ${refused}`;
    expect(messageLine(hostile)).toBe(`message: ${String.raw`\u202e`}evil all is well ${refused}`);
  });

  it("says so where it knows nothing", () => {
    expect(explanationText([])).toBe(
      "Nothing in this text is a symptom that tkglab knows. What it knows: docs/symptoms.md\n",
    );
  });
});
