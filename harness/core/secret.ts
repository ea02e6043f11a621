import { randomBytes } from "node:crypto";
import { inspect } from "node:util";

/** A value that never shows itself: printed, logged or serialised it is `***`. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
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
