import type { Attempt } from "./attempt.ts";
import { describeError, HarnessError } from "./errors.ts";

/** What is refused before anything is touched, as an attempt: it says why. @throws whatever is no refusal */
export async function refusalOf(work: () => Promise<Attempt>): Promise<Attempt> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof HarnessError) || (error.code !== "usage" && error.code !== "bad-input"))
      throw error;
    return { command: error.message.split(":")[0] ?? "", succeeded: false, text: describeError(error) };
  }
}
