import { stripVTControlCharacters } from "node:util";
import type { Failure } from "../report/index.ts";

/** What vitest caught outside of every step, as the report shows it. An error of ours keeps its code and its hint. */
export function engineFailure(error: unknown): Failure {
  if (typeof error !== "object" || error === null) return { code: "internal", message: String(error) };
  const text = (name: string) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" && value !== "" ? stripVTControlCharacters(value) : undefined;
  };
  const [code, hint, stack] = [text("code"), text("hint"), text("stack")];
  const message = text("message") ?? "an error without a text";
  if (text("name") === "HarnessError" && code !== undefined) {
    return { code, message, ...(hint === undefined ? {} : { hint }) };
  }
  if (code === "ENOSPC") {
    return {
      code: "no-space",
      message: `Writing what happened: the disk is full: ${message}`,
      hint: "df -h",
    };
  }
  return { code: "internal", message: withCause(error, message), ...(stack === undefined ? {} : { stack }) };
}

/** vitest wraps what became of a worker: the reason is in the cause. */
function withCause(error: object, message: string): string {
  const cause: unknown = "cause" in error ? error.cause : undefined;
  if (typeof cause !== "object" || cause === null || !("message" in cause)) return message;
  return `${message} ${String(cause.message)}`;
}
