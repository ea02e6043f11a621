import { randomBytes } from "node:crypto";
import { inspect } from "node:util";

/** What secrets of this thread are worth, once somebody has asked: a program that runs for ever keeps none. */
let remembered: Set<string> | undefined;

/** From now on the values of all secrets that are made in this thread, so that a report can be searched for them. */
export function rememberSecrets(): ReadonlySet<string> {
  remembered ??= new Set();
  return remembered;
}

/** A value that never shows itself: printed, logged or serialised it is `***`. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
    remembered?.add(value);
  }

  /** The value itself, for the one place that hands it on. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return "***";
  }

  toJSON(): string {
    return "***";
  }

  [inspect.custom](): string {
    return "***";
  }
}

/** A password of 144 random bits that also meets Harbor's rule: upper case, lower case and a digit. */
export function randomPassword(): Secret {
  return new Secret(`Aa1${randomBytes(18).toString("base64url")}`);
}
