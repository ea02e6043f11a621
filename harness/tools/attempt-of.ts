import type { Attempt } from "../core/attempt.ts";
import type { CommandResult } from "./exec.ts";

/** What a program made of what it was asked: all that it said is the answer, whichever way it ended. */
export function attemptOf(
  /** As a person would type it. */
  command: string,
  { exitCode, stdout, stderr }: Pick<CommandResult, "exitCode" | "stdout" | "stderr">,
): Attempt {
  return { command, succeeded: exitCode === 0, text: `${stdout}\n${stderr}`.trim() };
}
