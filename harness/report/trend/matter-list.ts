import { html } from "hono/html";
import { moment } from "../html/amounts.ts";
import { type Markup, nothing, text } from "../html/markup.ts";
import { icon } from "../html/icons.ts";
import { cellIcon } from "./cell-icons.ts";
import { type Matter, type MatterKind, matterKinds } from "./matters.ts";
import type { TrendRun } from "./trend.ts";

const titles = {
  failing: "Failing",
  flaky: "Flaky",
  slower: "Slower",
  fixed: "Fixed",
  new: "New",
  gone: "Gone",
} as const satisfies Record<MatterKind, string>;

const icons = {
  failing: cellIcon("failed"),
  flaky: cellIcon("mixed"),
  slower: cellIcon("slower"),
  fixed: icon("passed"),
  new: cellIcon("new"),
  gone: cellIcon("gone"),
} as const satisfies Record<MatterKind, Markup>;

/** What stands out, a list for each kind; where nothing does, that. */
export function matterLists(matters: readonly Matter[]): Markup {
  if (matters.length === 0) {
    return html`<p class="quiet-note">Nothing stands out: no scenario failed, wavered or slowed down.</p>`;
  }
  const byKind = Map.groupBy(matters, ({ kind }) => kind);
  return html`<section class="matters">
    <h2 class="unseen">What stands out</h2>
    ${matterKinds.map((kind) => listOf(kind, byKind.get(kind) ?? []))}
  </section>`;
}

function listOf(kind: MatterKind, matters: readonly Matter[]): Markup {
  if (matters.length === 0) return nothing;
  return html`<section class="matter ${kind}">
    <h3>${icons[kind]} ${titles[kind]} <span class="count">${matters.length}</span></h3>
    <ul>
      ${matters.map(
        ({ id, before, run, after, error }) =>
          html`<li>
            <a class="subject mono" href="#${encodeURI(id)}">${text(id)}</a>
            <p>${text(before)} ${runLink(run)}${text(after)}.</p>
            ${error === undefined ? nothing : html`<p class="error">${text(error)}</p>`}
          </li>`,
      )}
    </ul>
  </section>`;
}

/** The run by its time; its id is a touch away. */
function runLink({ id, href, startedAt }: TrendRun): Markup {
  const time = html`<time datetime="${startedAt}" title="run ${text(id)}">${moment(startedAt)}</time>`;
  return href === undefined ? time : html`<a href="${href}">${time}</a>`;
}
