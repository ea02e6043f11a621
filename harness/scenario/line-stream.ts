import { Writable } from "node:stream";

/** A stream whose text goes to `say`, line by line. */
export function lineStream(say: (line: string) => void): Writable {
  let rest = "";
  return new Writable({
    decodeStrings: false,
    write(chunk: Buffer | string, _encoding, done) {
      const lines = `${rest}${chunk.toString()}`.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) say(line);
      done();
    },
    final(done) {
      if (rest !== "") say(rest);
      done();
    },
  });
}
