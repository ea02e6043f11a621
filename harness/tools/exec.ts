import { existsSync } from "node:fs";
import { execa, type Options } from "execa";
import { HarnessError, messageOf } from "../core/errors.ts";

/** A program with its arguments: an argv, never a shell string. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Added to this process's environment; `undefined` takes a variable out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What the program reads from its standard input; nothing unless told. */
  readonly input?: string | Uint8Array;
  /** A file that standard output goes to instead of the result. */
  readonly stdoutFile?: string;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds after which the program is ended. */
  readonly limit?: number;
  /** Called for each line that the program prints, on either stream, as it comes. */
  readonly onLine?: (line: string) => void;
}

/** How a program ended. An exit code other than 0 is a value, not an exception. */
export interface CommandResult {
  /** The command as a person would type it, for messages. */
  readonly command: string;
  readonly exitCode: number;
  /** Without the final newline. */
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds. */
  readonly ms: number;
}

/**
 * Runs a program to its end.
 * @throws HarnessError `missing-tool` when it is not installed, `timeout`, `tool-failed` when a signal
 * ended it; the abort signal's reason when that was the cause, whatever exit code the program then found.
 */
export async function exec(command: Command): Promise<CommandResult> {
  // execa would begin, and end at once, what is cancelled before it begins.
  command.signal?.throwIfAborted();
  return ended(command, await execa(command.file, command.args, optionsOf(command)));
}

/** What execa says of a program that has ended, or that was never begun. */
interface Ending {
  readonly escapedCommand: string;
  readonly stdout?: unknown;
  readonly stderr?: unknown;
  readonly durationMs: number;
  readonly isCanceled: boolean;
  readonly timedOut: boolean;
  readonly isMaxBuffer: boolean;
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
  readonly code?: string | undefined;
  readonly cause?: unknown;
}

/** An exit code is a value; whatever else ended a program is thrown. */
function ended(command: Command, result: Ending): CommandResult {
  const said = {
    command: result.escapedCommand,
    stdout: textOf(result.stdout),
    stderr: textOf(result.stderr),
    ms: result.durationMs,
  };
  if (result.isCanceled) command.signal?.throwIfAborted();
  if (result.timedOut) {
    throw new HarnessError({
      code: "timeout",
      message: `Running ${said.command}: not done within ${(command.limit ?? 0) / 1000} s; it last said: ${lastLine(said)}`,
    });
  }
  if (result.exitCode !== undefined) return { ...said, exitCode: result.exitCode };
  if (result.code !== undefined) throw notBegun(command, said.command, result);
  throw new HarnessError({
    code: "tool-failed",
    message: `Running ${said.command}: ended by ${result.isMaxBuffer ? "us: it says too much" : (result.signal ?? "an unknown cause")}; it last said: ${lastLine(said)}`,
    cause: result.cause,
  });
}

/**
 * Runs two programs, the second of which reads what the first one writes, and gives how each ended.
 * @throws HarnessError `missing-tool`, `tool-failed`; the abort signal's reason when that was the cause.
 */
export async function execPiped(
  from: Pick<Command, "file" | "args" | "signal">,
  to: Pick<Command, "file" | "args">,
): Promise<readonly [CommandResult, CommandResult]> {
  const { signal } = from;
  const cancel = signal === undefined ? {} : { cancelSignal: signal };
  signal?.throwIfAborted();
  const quiet = { ...cancel, reject: false, stdin: "ignore", buffer: { stdout: false } } as const;
  const source = execa(from.file, from.args, quiet);
  const last = await source.pipe(to.file, to.args, { ...cancel, reject: false });
  return [ended(from, await source), ended({ ...to, ...(signal === undefined ? {} : { signal }) }, last)];
}

/**
 * Runs a program that has to succeed, and gives its standard output.
 * @throws HarnessError `tool-failed` with the program's last words, and whatever exec() throws.
 */
export async function execOk(
  command: Command & { readonly doing: string; readonly hint?: string },
): Promise<string> {
  const result = await exec(command);
  if (result.exitCode === 0) return result.stdout;
  throw failed(command.doing, result, command.hint);
}

/** The error for a program that ended with an exit code it should not have. */
export function failed(doing: string, result: CommandResult, hint?: string): HarnessError {
  return new HarnessError({
    code: "tool-failed",
    message: `${doing}: ${result.command} ended with exit code ${result.exitCode}: ${lastLine(result)}`,
    ...(hint === undefined ? {} : { hint }),
  });
}

/** Of the last lines not more than this many characters: a line may be as long as all that a program says. */
const longestLast = 500;

/** The last lines that a program left, those on stderr first choice; at most three. */
export function lastLine({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): string {
  const lines = (stderr.trim() === "" ? stdout : stderr).trim().split("\n");
  const last = lines.slice(-3).join("\n").trim();
  if (last.length > longestLast) return `… ${last.slice(-longestLast)}`;
  return last === "" ? "(it said nothing)" : last;
}

function optionsOf(command: Command) {
  const listener = command.onLine;
  const lines = listener === undefined ? undefined : lineListener(listener);
  return {
    reject: false,
    stdin: command.input === undefined ? "ignore" : "pipe",
    maxBuffer: 64 * 1024 * 1024,
    ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
    ...(command.env === undefined ? {} : { env: command.env }),
    ...(command.input === undefined ? {} : { input: command.input }),
    ...(command.signal === undefined ? {} : { cancelSignal: command.signal }),
    ...(command.limit === undefined ? {} : { timeout: command.limit }),
    ...(command.stdoutFile === undefined
      ? lines === undefined
        ? {}
        : { stdout: ["pipe", lines], stderr: ["pipe", lines] }
      : { stdout: { file: command.stdoutFile }, buffer: { stdout: false } }),
  } satisfies Options;
}

function lineListener(listener: (line: string) => void) {
  return function* (line: unknown) {
    listener(String(line));
    yield line;
  };
}

function textOf(output: unknown): string {
  return typeof output === "string" ? output : "";
}

/** What kept a program from being begun at all. */
function notBegun(
  { file, cwd }: Command,
  typed: string,
  { code, cause }: { readonly code?: string | undefined; readonly cause?: unknown },
): HarnessError {
  if (cwd !== undefined && !existsSync(cwd)) {
    // Node reports a missing folder as if the program were missing.
    return new HarnessError({
      code: "internal",
      message: `Running ${file}: its folder ${cwd} does not exist`,
      cause,
    });
  }
  if (code === "ENOENT") {
    return new HarnessError({
      code: "missing-tool",
      message: `Running ${file}: it is not installed, or not on the PATH`,
      hint: "tkglab doctor",
    });
  }
  return new HarnessError({
    code: "tool-failed",
    message: `Running ${typed}: it cannot be executed: ${messageOf(cause)}`,
    hint: `ls -l ${file}`,
    cause,
  });
}
