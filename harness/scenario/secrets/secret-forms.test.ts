import { describe, expect, it } from "vitest";
import { formsOf } from "./secret-forms.ts";

const password = "Aa1/toy+password?ü";
const texts = (how: string, text = password) =>
  formsOf(text)
    .filter((form) => form.how === how)
    .map((form) => form.text);

describe("the forms of a secret", () => {
  it("are in its base64 whatever comes before and after it", () => {
    for (const encoding of ["base64", "base64url"] as const) {
      for (let before = 0; before < 7; before += 1) {
        for (const after of ["", "!", "!!", "!!!"]) {
          const text = Buffer.from(`${"u".repeat(before)}${password}${after}`).toString(encoding);
          expect(texts(" (in base64)").filter((form) => text.includes(form))).not.toEqual([]);
        }
      }
    }
  });

  it("are as it is, URL-encoded, as in JSON and in hex", () => {
    expect(texts("")).toEqual([password]);
    expect(texts(" (URL-encoded)")).toEqual(["Aa1%2Ftoy%2Bpassword%3F%C3%BC"]);
    expect(texts(" (as in JSON)", 'a "quoted" password')).toEqual([String.raw`a \"quoted\" password`]);
    expect(texts(" (in hex)", "password-with-m")).toEqual([
      "70617373776f72642d776974682d6d",
      "70617373776F72642D776974682D6D",
    ]);
  });

  it("are one where they are the same", () => {
    const all = formsOf("Aa1-toy-password-0123456789").map(({ text }) => text);
    expect(new Set(all).size).toBe(all.length);
    expect(formsOf("Aa1-toy-password-0123456789").filter(({ how }) => how === " (URL-encoded)")).toEqual([]);
  });

  it("leave out what is so short that any text may hold it: a password that is mistyped on purpose", () => {
    expect(texts("", "wrong")).toEqual([]);
    expect(formsOf("")).toEqual([]);
  });
});
