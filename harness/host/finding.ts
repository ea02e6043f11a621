/** How much a finding matters: a problem keeps tkglab from working, a warning may. */
export type FindingStatus = "ok" | "warning" | "problem";

/** What one check of the host saw. */
export interface Finding {
  readonly id: string;
  /** What was looked at, as a noun phrase. */
  readonly title: string;
  readonly status: FindingStatus;
  readonly saw: string;
  /** One command to run or one thing to change; never there when all is well. */
  readonly cure?: string;
}

/** One GiB in bytes. */
export const gibibyte = 1024 ** 3;

/** Bytes for people, in GiB with one decimal. */
export function inGibibytes(bytes: number): string {
  return `${(bytes / gibibyte).toFixed(1)} GiB`;
}
