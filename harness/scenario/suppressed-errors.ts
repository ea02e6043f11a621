import { messageOf } from "../core/errors.ts";

/** The texts of an error and of those that it suppressed, the first one first, each once. */
export function messagesOf(error: unknown): string[] {
  if (error instanceof SuppressedError) {
    return [...new Set([...messagesOf(error.suppressed), ...messagesOf(error.error)])];
  }
  return [messageOf(error)];
}
