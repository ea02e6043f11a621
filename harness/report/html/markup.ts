import { html } from "hono/html";
import { HarnessError } from "../../core/errors.ts";
import { plainText } from "../plain-text.ts";

/** A piece of a page in which every value that was put in is escaped. */
export type Markup = ReturnType<typeof html>;

export const nothing: Markup = html``;

/** Text of a run, without what a browser cannot show; html`` escapes it. */
export function text(value: string): string {
  return plainText(value);
}

/** The page as text. */
export function textOf(markup: Markup): string {
  // hono's type allows for promises among the values; the pieces of this page have none.
  if (markup instanceof Promise) {
    throw new HarnessError({
      code: "internal",
      message: "Writing index.html: a piece of the page is a promise",
    });
  }
  return markup.toString();
}
