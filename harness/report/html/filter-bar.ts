import { html } from "hono/html";
import { countOf, type VerdictCounts, verdicts, verdictWord } from "../verdicts.ts";
import { icon } from "./icons.ts";
import type { Markup } from "./markup.ts";

/** The counts as buttons that filter, and a box to filter by words. The script switches them on. */
export function filterBar(counts: VerdictCounts): Markup {
  return html`<search>
    <fieldset class="filter" id="filter" disabled>
      <legend class="unseen">Filter the scenarios</legend>
      <div class="toggles" role="group" aria-label="By verdict">
        ${verdicts.map(
          (verdict) =>
            html`<button
              type="button"
              class="toggle ${verdict}"
              data-filter="${verdict}"
              aria-pressed="false"
              ${counts[countOf[verdict]] === 0 ? "disabled" : ""}
            >
              ${icon(verdict)}<span>${verdictWord[verdict]}</span>
              <span class="count">${counts[countOf[verdict]]}</span>
            </button>`,
        )}
      </div>
      <label class="words">
        <span class="unseen">Filter by id, title or tag</span>
        <input
          id="words"
          type="search"
          placeholder="Filter by id, title or tag"
          autocomplete="off"
          spellcheck="false"
          aria-keyshortcuts="/"
        />
        <kbd aria-hidden="true">/</kbd>
      </label>
    </fieldset>
  </search>`;
}
