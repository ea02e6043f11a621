/** Where long work says what it is doing. Everything here is for people and goes to stderr. */
export interface Progress {
  /** One line of news. */
  say(line: string): void;
  /** What is going on right now; replaced by the next one. */
  now(line: string): void;
}

/** Progress that nobody reads. */
export const silent: Progress = { say: () => undefined, now: () => undefined };
