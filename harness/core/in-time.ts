import type { Attempt } from "./attempt.ts";
import { HarnessError } from "./errors.ts";

/** Where it is a value that something did not come in time: `late` makes it of the message. @throws whatever else it met */
export async function unlessLate<T>(wait: Promise<T>, late: (message: string) => T): Promise<T> {
  try {
    return await wait;
  } catch (error) {
    if (!(error instanceof HarnessError) || error.code !== "timeout") throw error;
    return late(error.message);
  }
}

/** What was waited for, as an attempt: it has succeeded when it came in time, and its text is what came. */
export function attemptInTime(command: string, wait: Promise<string>): Promise<Attempt> {
  return unlessLate(
    wait.then((text) => ({ command, succeeded: true, text })),
    (text) => ({ command, succeeded: false, text }),
  );
}
