/** An operation that was tried, whichever way it ended: red and green proofs are made of these. */
export interface Attempt {
  /** What was done, as a person would type it. */
  readonly command: string;
  readonly succeeded: boolean;
  /** What it answered: the error text, or the answer itself. */
  readonly text: string;
}
