import { html, raw } from "hono/html";
import type { StepVerdict, Verdict } from "../verdicts.ts";
import type { Markup } from "./markup.ts";

/** One shape for each verdict, so that nobody has to tell them apart by colour. */
const shapes = {
  passed: `<circle cx="8" cy="8" r="7" fill="currentColor"/><path d="m4.9 8.2 2.1 2.1 4.1-4.4" class="cut"/>`,
  failed: `<path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" fill="currentColor"/><path d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8" class="cut"/>`,
  broken: `<path d="M8 1.2c.5 0 .9.2 1.1.7l5.7 10.6c.5.9-.1 2-1.1 2H2.3c-1 0-1.6-1.1-1.1-2L6.9 1.9c.2-.5.6-.7 1.1-.7z" fill="currentColor"/><path d="M8 5.6v3.6m0 2.3v.1" class="cut"/>`,
  skipped: `<circle cx="8" cy="8" r="6.2" class="line"/><path d="m5.2 5.4 2.4 2.6-2.4 2.6m3.4-5.2L11 8l-2.4 2.6" class="line thin"/>`,
  "not-run": `<circle cx="8" cy="8" r="6.2" class="line" stroke-dasharray="2.4 2.47"/>`,
} as const satisfies Record<Verdict, string>;

const symbols = Object.entries(shapes)
  .map(([verdict, shape]) => `<symbol id="icon-${verdict}" viewBox="0 0 16 16">${shape}</symbol>`)
  .join("");

/** The shapes, once for the page; icon() refers to them. */
export const iconSheet = raw(`<svg width="0" height="0" class="sheet" aria-hidden="true">${symbols}</svg>`);

/** The shape of a verdict; it is decoration: the word stands beside it. */
export function icon(verdict: Verdict | StepVerdict): Markup {
  return html`<svg class="icon" aria-hidden="true"><use href="#icon-${verdict}"></use></svg>`;
}

const fills = {
  passed: "%231a7f4b",
  failed: "%23c8283c",
  broken: "%23b45309",
} as const;

/** The icon of the browser tab: a disc in the colour of the run, as a data URL. */
export function tabIcon(verdict: keyof typeof fills): string {
  return `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='7' fill='${fills[verdict]}'/%3E%3C/svg%3E`;
}
