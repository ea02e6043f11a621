import type { ErrorCode } from "../../core/errors.ts";

/** Something that is wrong with the host or with what the lab stands on, and that no procedure has done. */
export interface Ailment {
  readonly code: ErrorCode;
  /** What is wrong, as a sentence without a full stop. */
  readonly what: string;
  /** One command to run or one file to look at. */
  readonly hint: string;
}
