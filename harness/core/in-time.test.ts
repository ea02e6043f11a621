import { expect, it } from "vitest";
import { HarnessError } from "./errors.ts";
import { attemptInTime, unlessLate } from "./in-time.ts";

const failing = (code: "timeout" | "tool-failed") =>
  Promise.reject(new HarnessError({ code, message: "Waiting for it: not within 1 s" }));

it("an attempt has what came in time as its text, or that it did not", async () => {
  expect(await attemptInTime("curl x", Promise.resolve("hello"))).toEqual({
    ...{ command: "curl x", succeeded: true, text: "hello" },
  });
  expect(await attemptInTime("curl x", failing("timeout"))).toEqual({
    ...{ command: "curl x", succeeded: false, text: "Waiting for it: not within 1 s" },
  });
});

it("nothing but lateness is a value", async () => {
  await expect(attemptInTime("curl x", failing("tool-failed"))).rejects.toMatchObject({
    code: "tool-failed",
  });
  await expect(unlessLate(Promise.reject(new Error("a bug")), () => undefined)).rejects.toThrow("a bug");
});
