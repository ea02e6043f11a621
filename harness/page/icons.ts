import type { NodeState } from "../cluster/supply-chain/node-standing.ts";

/** One shape for each state, so that nobody has to tell them apart by colour. */
const shapes = {
  ready: `<circle cx="8" cy="8" r="7" fill="currentColor"/><path d="m4.9 8.2 2.1 2.1 4.1-4.4" class="cut"/>`,
  running: `<circle cx="8" cy="8" r="6" class="line" opacity=".3"/><path d="M8 2a6 6 0 0 1 6 6" class="line turning"/><circle cx="8" cy="8" r="2" fill="currentColor"/>`,
  waiting: `<circle cx="8" cy="8" r="6.2" class="line" stroke-dasharray="2.4 2.47"/>`,
  failed: `<path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" fill="currentColor"/><path d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8" class="cut"/>`,
} as const satisfies Record<NodeState, string>;

const symbols = Object.entries(shapes)
  .map(([state, shape]) => `<symbol id="icon-${state}" viewBox="0 0 16 16">${shape}</symbol>`)
  .join("");

/** The shapes, once for the page; the script refers to them. */
export const iconSheet = `<svg width="0" height="0" class="sheet" aria-hidden="true">${symbols}</svg>`;

/** Two dots and the way between them. */
export const tabIcon = `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M4 8h8' stroke='%233653c9' stroke-width='2'/%3E%3Ccircle cx='3' cy='8' r='3' fill='%233653c9'/%3E%3Ccircle cx='13' cy='8' r='3' fill='%231a7f4b'/%3E%3C/svg%3E`;
