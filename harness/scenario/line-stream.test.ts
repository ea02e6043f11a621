import { finished } from "node:stream/promises";
import { expect, it } from "vitest";
import { lineStream } from "./line-stream.ts";

it("says whole lines, however they come in, and at the end what is left of one", async () => {
  const lines: string[] = [];
  const stream = lineStream((line) => lines.push(line));
  stream.write("one\ntw");
  stream.write(Buffer.from("o\n\nthree"));
  expect(lines).toEqual(["one", "two", ""]);
  stream.end();
  await finished(stream);
  expect(lines).toEqual(["one", "two", "", "three"]);
});
