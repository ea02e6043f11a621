import { html } from "hono/html";
import type { Markup } from "../html/markup.ts";
import { cellIcon, type CellShape } from "./cell-icons.ts";

const words = {
  passed: "passed",
  failed: "failed",
  broken: "broken",
  mixed: "both, in one run",
  skipped: "skipped",
  "not-run": "not run",
  absent: "not in the run",
} as const satisfies Partial<Record<CellShape, string>>;

/** What the shapes mean. */
export function legend(): Markup {
  return html`<ul class="legend" aria-label="Legend">
    ${Object.entries(words).map(
      // as: Object.entries() forgets which keys there are
      ([shape, word]) => html`<li>${cellIcon(shape as keyof typeof words)} ${word}</li>`,
    )}
  </ul>`;
}
