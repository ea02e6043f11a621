/**
 * What went wrong, by whose doing. The exit code of the command line follows from it:
 * `check` 1, `usage` 3, `interrupted` 130, every other one 2.
 */
export type ErrorCode =
  /** A check of a scenario did not hold. */
  | "check"
  /** The caller asked for something that does not exist or is not well formed. */
  | "usage"
  /** Ctrl-C or SIGTERM. */
  | "interrupted"
  /** A program that is needed is not on this machine. */
  | "missing-tool"
  /** The Docker daemon does not answer. */
  | "no-docker"
  /** The disk is full, or too full to begin. */
  | "no-space"
  /** The kernel has killed processes for lack of memory. */
  | "no-memory"
  /** The clocks of this process and of Docker's machine differ. */
  | "wrong-clock"
  /** A TCP port is taken. */
  | "port-in-use"
  /** A program of ours or of the host ended in an unexpected way. */
  | "tool-failed"
  /** Something did not come up within its budget. */
  | "timeout"
  /** What was downloaded is not what was pinned. */
  | "unverified"
  /** Something given as a certificate, a key or a manifest is none. */
  | "bad-input"
  /** A node or host could not be reached. */
  | "unreachable"
  /** Something of ours is still there after clean-up. */
  | "leak"
  /** A secret was about to be shown in a report. */
  | "secret"
  /** The harness itself is wrong. */
  | "internal";

export interface HarnessErrorInit {
  readonly code: ErrorCode;
  /** Doing what: what happened; last seen. One or two lines. */
  readonly message: string;
  /** One command to run or one file to look at. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** The one error that people get to see: what was being done, what happened, what to do. */
export class HarnessError extends Error {
  override readonly name = "HarnessError";
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor({ code, message, hint, cause }: HarnessErrorInit) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
  }
}

/** The exit code that stands for an error: see the table in the README. */
export function exitCodeOf(error: unknown): 1 | 2 | 3 | 130 {
  const first = firstError(error);
  if (!(first instanceof HarnessError)) return 2;
  switch (first.code) {
    case "check":
      return 1;
    case "usage":
      return 3;
    case "interrupted":
      return 130;
    default:
      return 2;
  }
}

/** The text of whatever was thrown. */
export function messageOf(error: unknown): string {
  const first = firstError(error);
  if (!(first instanceof Error)) return String(first);
  // Node's "no address could be reached" has no words of its own.
  if (first instanceof AggregateError && first.message === "") return first.errors.map(messageOf).join("; ");
  return first.message === "" ? first.name : first.message;
}

/** The first thing that went wrong: clean-up that fails after it wraps it (`await using`), and must not hide it. */
export function firstError(error: unknown): unknown {
  return error instanceof Error && "suppressed" in error ? firstError(error.suppressed) : error;
}

/** What a person reads when a command fails: the message, then what to do, without a stack. */
export function describeError(error: unknown): string {
  const first = firstError(error);
  const hint =
    first instanceof HarnessError && first.hint !== undefined ? `\n  what to do: ${first.hint}` : "";
  return `${messageOf(first)}${hint}`;
}
