import { HarnessError } from "../../harness/core/errors.ts";
import { readFrom, tkglab } from "./in-project.ts";

/** The environment of the contract tests: where the tools and images are that `images build --for-tests` made. */
export async function contractEnvironment(): Promise<Readonly<Record<string, string>>> {
  const { exitCode, stdout } = await readFrom(tkglab("images", "env"));
  if (exitCode === 0) return readEnvironment(stdout);
  throw new HarnessError({
    code: "tool-failed",
    message: `Asking for the environment of the contract tests: tkglab images env ended with exit code ${exitCode ?? "none"}`,
    hint: "node harness/cli/main.ts images env",
  });
}

/** Reads lines of `NAME=value`; everything else is no variable. */
export function readEnvironment(stdout: string): Readonly<Record<string, string>> {
  const pairs = stdout.split("\n").flatMap((line) => {
    const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(pairs);
}
