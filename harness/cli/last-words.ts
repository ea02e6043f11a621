import { inspect } from "node:util";

/** The part of `process` that is needed here. */
export interface Crashing {
  readonly stderr: { write(text: string): unknown };
  on(name: "uncaughtException", listener: (error: unknown) => void): unknown;
  exit(code: number): void;
}

/** An error that nobody caught is the harness's: exit code 2, where Node's own 1 would say that a check did not hold. */
export function sayLastWords(host: Crashing = process): void {
  host.on("uncaughtException", (error) => {
    host.stderr.write(
      `tkglab itself is wrong: ${inspect(error)}\n  what to do: tkglab sweep removes what it has left; please report the text above\n`,
    );
    host.exit(2);
  });
}
