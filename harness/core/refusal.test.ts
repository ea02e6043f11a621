import { describe, expect, it } from "vitest";
import { HarnessError } from "./errors.ts";
import { refusalOf } from "./refusal.ts";

describe("refusalOf", () => {
  const attempt = { command: "install", succeeded: true, text: "done" };

  it("is the attempt itself where nothing is refused", async () => {
    expect(await refusalOf(() => Promise.resolve(attempt))).toBe(attempt);
  });

  it("says why something is refused, and what to do", async () => {
    const refusal = new HarnessError({
      code: "usage",
      message: "Installing x: no version 9",
      hint: "take 1",
    });
    expect(await refusalOf(() => Promise.reject(refusal))).toEqual({
      command: "Installing x",
      succeeded: false,
      text: "Installing x: no version 9\n  what to do: take 1",
    });
  });

  it("lets everything else through", async () => {
    const broken = new HarnessError({ code: "unreachable", message: "Asking: nobody answers" });
    await expect(refusalOf(() => Promise.reject(broken))).rejects.toBe(broken);
    await expect(refusalOf(() => Promise.reject(new TypeError("x")))).rejects.toThrow(TypeError);
  });
});
