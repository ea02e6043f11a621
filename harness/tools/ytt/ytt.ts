import { type Budget, budgets } from "../../core/budgets.ts";
import { HarnessError } from "../../core/errors.ts";
import { type Command, type CommandResult, exec } from "../exec.ts";
import { explainYttFailure, saysTooMuch, tookTooLong, wasEnded } from "./errors.ts";

export interface YttInput {
  /** Files and folders in the order in which ytt is to take them: later overlays see what earlier ones did. */
  readonly files: readonly string[];
  /** A document that is in no file: ytt reads it last, from standard input, as if it were in a file of that name. */
  readonly document: { readonly name: string; readonly text: string };
}

/** Where ytt is and what it may be told. */
export interface YttOptions extends Pick<Command, "signal"> {
  /** The ytt binary. */
  readonly binary: string;
  /** What it is run for, for the error. */
  readonly doing: string;
  /** How long it may take. */
  readonly budget?: Budget;
}

/** What ytt may take of this machine, and say: some hundred times what a cluster needs. */
export const yttLimits = { memoryMiB: 1024, outputMiB: 4 } as const;

const mebibyte = 2 ** 20;

/** The arguments of ytt; the document comes on standard input. */
export function yttArgs({ files, document }: YttInput): string[] {
  return [...files.flatMap((file) => ["--file", file]), "--file", `${document.name}=-`];
}

/**
 * Renders templates and overlays, and gives what ytt prints, byte by byte. Overlays are programs: what they may take of
 * time and memory is bounded.
 * @throws HarnessError `bad-input` with ytt's own words when a template, an overlay or a value is wrong, and where they
 * take too much.
 */
export async function ytt(input: YttInput, options: YttOptions): Promise<string> {
  const result = await bounded(input, options);
  if (result.exitCode !== 0) throw explainYttFailure(options.doing, result, yttLimits.memoryMiB);
  if (result.stdout.length > yttLimits.outputMiB * mebibyte)
    throw saysTooMuch(options.doing, yttLimits.outputMiB);
  // exec() takes the last line's end away; ytt prints one unless it prints nothing.
  return result.stdout === "" ? "" : `${result.stdout}\n`;
}

async function bounded(
  input: YttInput,
  { binary, doing, signal, budget = budgets.render }: YttOptions,
): Promise<CommandResult> {
  try {
    return await exec({
      // GOMEMLIMIT is a wish to Go's collector. This one the kernel holds to: what can be written to, whoever asks for it.
      file: "prlimit",
      args: [`--data=${yttLimits.memoryMiB * mebibyte}`, binary, ...yttArgs(input)],
      input: input.document.text,
      signal,
      limit: budget.limit,
    });
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    if (error.code === "timeout") throw tookTooLong(doing, budget);
    throw error.code === "tool-failed" ? wasEnded(doing, error) : error;
  }
}
