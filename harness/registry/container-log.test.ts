import { expect, it } from "vitest";
import { demultiplex } from "./container-log.ts";

function frame(stream: 1 | 2, text: string): Buffer {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
}

it("puts the text of both streams together, as UTF-8 even where a frame cuts a letter", () => {
  const letter = Buffer.from("é");
  const cut = [letter.subarray(0, 1), letter.subarray(1)].map((bytes) => {
    const header = Buffer.from([1, 0, 0, 0, 0, 0, 0, bytes.length]);
    return Buffer.concat([header, bytes]);
  });
  expect(demultiplex(Buffer.concat([frame(1, "one\n"), frame(2, "two\n"), ...cut]))).toBe("one\ntwo\né");
});
