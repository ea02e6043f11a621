import { type Command, exec } from "../exec.ts";
import { explainYttFailure } from "./errors.ts";

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
}

/** The arguments of ytt; the document comes on standard input. */
export function yttArgs({ files, document }: YttInput): string[] {
  return [...files.flatMap((file) => ["--file", file]), "--file", `${document.name}=-`];
}

/**
 * Renders templates and overlays, and gives what ytt prints, byte by byte.
 * @throws HarnessError `bad-input` with ytt's own words when a template, an overlay or a value is wrong.
 */
export async function ytt(input: YttInput, { binary, doing, signal }: YttOptions): Promise<string> {
  const result = await exec({ file: binary, args: yttArgs(input), input: input.document.text, signal });
  if (result.exitCode !== 0) throw explainYttFailure(doing, result);
  // exec() takes the last line's end away; ytt prints one unless it prints nothing.
  return result.stdout === "" ? "" : `${result.stdout}\n`;
}
