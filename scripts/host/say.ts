import { describeError, exitCodeOf } from "../../harness/core/errors.ts";

/** One line for the person at the terminal, on stderr: results alone go to stdout. */
export function say(line: string): void {
  process.stderr.write(`tkglab: ${line}\n`);
}

/** Runs a script and turns what goes wrong into a message and the exit code that stands for it. */
export async function orExplain(script: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await script();
  } catch (error) {
    say(describeError(error));
    process.exitCode = exitCodeOf(error);
  }
}
