import { html, raw } from "hono/html";
import type { Markup } from "../html/markup.ts";

/**
 * A shape for each state of a scenario in a run, 12 by 12, so that nobody has to tell them apart by colour. What passed
 * is quiet, and what did not stands out. `mixed` is both in one run, `lost` is in a shard that is missing.
 */
const shapes = {
  passed: `<rect x="3" y="0" width="6" height="12" rx="2.5" class="calm"/>`,
  failed: `<path d="M3.7 0h4.6L12 3.7v4.6L8.3 12H3.7L0 8.3V3.7z" class="full"/><path d="m4 4 4 4m0-4-4 4" class="cut"/>`,
  broken: `<path d="M6 .3c.5 0 .8.2 1.1.7l4.7 9c.5.9-.1 1.8-1 1.8H1.2c-.9 0-1.5-.9-1-1.8l4.7-9c.3-.5.6-.7 1.1-.7z" class="full"/><path d="M6 4v3.2m0 2v.1" class="cut"/>`,
  mixed: `<path d="M6 0a6 6 0 0 0 0 12z" class="good"/><path d="M6 0a6 6 0 0 1 0 12z" class="bad"/>`,
  skipped: `<circle cx="6" cy="6" r="3.5" class="hollow"/>`,
  "not-run": `<circle cx="6" cy="6" r="3.5" class="hollow dashed"/>`,
  lost: `<path d="M3 3l6 6m0-6-6 6" class="hollow"/>`,
  absent: `<circle cx="6" cy="6" r="1.4" class="dot"/>`,
  slower: `<circle cx="6" cy="6" r="5" class="hollow"/><path d="M6 3v3.2l2 1.3" class="hollow"/>`,
  new: `<path d="M6 1.5v9M1.5 6h9" class="hollow"/>`,
  gone: `<path d="M1.5 6h9" class="hollow"/>`,
} as const;

export type CellShape = keyof typeof shapes;

const symbols = Object.entries(shapes)
  .map(([name, shape]) => `<symbol id="cell-${name}" viewBox="0 0 12 12">${shape}</symbol>`)
  .join("");

/** The shapes, once for the page. */
export const cellSheet = raw(`<svg width="0" height="0" class="sheet" aria-hidden="true">${symbols}</svg>`);

/** A shape beside text that says the same. */
export function cellIcon(shape: CellShape): Markup {
  return html`<svg class="cell ${shape}" viewBox="0 0 12 12" aria-hidden="true">
    <use href="#cell-${shape}"></use>
  </svg>`;
}
