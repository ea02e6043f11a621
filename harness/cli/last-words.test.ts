import { expect, it } from "vitest";
import { sayLastWords } from "./last-words.ts";

it("ends with 2 and the error when nobody caught it", () => {
  let [said, ended]: [string, number | undefined] = ["", undefined];
  let crash: (error: unknown) => void = () => undefined;
  sayLastWords({
    stderr: { write: (text: string) => (said += text) },
    on: (_, listener) => (crash = listener),
    exit: (code) => (ended = code),
  });
  crash(new Error("out of luck"));
  expect(said).toMatch(/^tkglab itself is wrong: Error: out of luck\n {4}at /);
  expect(said).toMatch(
    /\n {2}what to do: tkglab sweep removes what it has left; please report the text above\n$/,
  );
  expect(ended).toBe(2);
});
