import { InvalidArgumentError } from "commander";
import { type MatrixMode, matrixModes } from "../scenario/matrix/cells-of.ts";
import type { Selection } from "../scenario/select.ts";
import { keepModes, type KeepMode } from "../scenario/settings.ts";
import type { SourceOptions } from "./source-options.ts";

export type Shard = NonNullable<Selection["shard"]>;

/** The options of `tkglab run`, as commander hands them over. */
export interface RunOptions extends SourceOptions {
  readonly tag: readonly string[];
  readonly shard?: Shard;
  readonly bail: boolean;
  readonly repeat: number;
  /** `true` is --matrix without a word after it. */
  readonly matrix?: MatrixMode | true;
  /** `true` is --keep without a word after it. */
  readonly keep: KeepMode | true;
  readonly reportDir?: string;
  readonly all: boolean;
  readonly workers: number;
  /** Milliseconds. */
  readonly stepLimit: number;
  readonly json: boolean;
  /** An absolute path. */
  readonly customizations?: string;
  /** An absolute path. */
  readonly scenarios: string;
}

/** What stays of what was started. */
export function keepMode({ keep }: Pick<RunOptions, "keep">): KeepMode {
  return keep === true ? "always" : keep;
}

/** Which cells are run, for who chooses; nothing without --matrix. */
export function matrixOf({ matrix }: Pick<RunOptions, "matrix">): { readonly matrix?: MatrixMode } {
  return matrix === undefined ? {} : { matrix: matrix === true ? "pairwise" : matrix };
}

/** Takes a value that may be given several times. */
export function append(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Takes a whole number from 1. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(count) && count >= 1) return count;
  throw new InvalidArgumentError("It takes a whole number from 1.");
}

/** The longest time that a timer can hold: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const longestTimer = 2 ** 31 - 1;

/** Takes seconds, such as 900 or 0.5, and gives milliseconds. */
export function parseSeconds(text: string): number {
  const ms = Math.round(Number(text) * 1000);
  if (/^\d+(\.\d+)?$/.test(text) && ms >= 1 && ms <= longestTimer) return ms;
  throw new InvalidArgumentError("It takes seconds, such as 900.");
}

/** Takes `i/n`: part i of n. */
export function parseShard(text: string): Shard {
  const [, index, count] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index !== undefined && count !== undefined && index >= 1 && index <= count) return { index, count };
  throw new InvalidArgumentError("It takes i/n with i from 1 to n, such as 1/3.");
}

/** Takes when to keep things. A pattern that follows a bare --keep is taken for it: the message says so. */
export function parseKeep(text: string): KeepMode {
  const mode = keepModes.find((one) => one === text);
  if (mode !== undefined) return mode;
  throw new InvalidArgumentError(
    `It takes ${keepModes.join(", ")} or nothing; patterns go before it: tkglab run ${text} --keep`,
  );
}

/** Takes which cells of the matrix to run. A pattern that follows a bare --matrix is taken for it: the message says so. */
export function parseMatrix(text: string): MatrixMode {
  const mode = matrixModes.find((one) => one === text);
  if (mode !== undefined) return mode;
  throw new InvalidArgumentError(
    `It takes ${matrixModes.join(", ")} or nothing; patterns go before it: ${text} --matrix`,
  );
}
