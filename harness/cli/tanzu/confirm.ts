import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";

export interface Asking {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  /** Where the question goes. */
  readonly stderr: Writable;
  readonly signal: AbortSignal;
}

/** Asks a person on a terminal; anything but `y` and `yes` is a no, the end of input too. */
export async function confirm(question: string, { stdin, stderr, signal }: Asking): Promise<boolean> {
  // Not as a terminal: that one's Ctrl-C would never become a signal.
  using line = createInterface({ input: stdin, output: stderr, terminal: false });
  const { promise: ended, resolve } = Promise.withResolvers<string>();
  line.once("close", () => resolve(""));
  const answer = await Promise.race([line.question(`${question} [y/N]: `, { signal }), ended]).catch(
    (error: unknown) => {
      signal.throwIfAborted();
      throw error;
    },
  );
  return /^\s*y(?:es)?\s*$/i.test(answer);
}
