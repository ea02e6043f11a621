import { html } from "hono/html";
import { moment } from "../html/amounts.ts";
import { type Markup, nothing, text } from "../html/markup.ts";
import { countOf, type Verdict } from "../verdicts.ts";
import { countsText } from "./trend-text.ts";
import type { TrendRun } from "./trend.ts";

/** From the bottom up: what passed is the ground on which the rest stands out. */
const order = ["passed", "skipped", "not-run", "broken", "failed"] as const satisfies readonly Verdict[];

/** How many days stand below the columns at most. */
const mostDays = 7;

/** A column for each run, as high as it had scenarios, with a part for each verdict; each leads to its report. */
export function runChart(runs: readonly TrendRun[]): Markup {
  const highest = Math.max(1, ...runs.map(totalOf));
  const days = daysBelow(runs);
  return html`<section class="chart">
    <h2>Runs</h2>
    <ol class="columns">
      ${runs.map((run, place) => {
        const day = days[place];
        return html`<li>
          ${column(run, highest)}
          ${day !== undefined ? html`<time datetime="${run.startedAt}">${day}</time>` : nothing}
        </li>`;
      })}
    </ol>
  </section>`;
}

/** The days to show, the newest one always; no day twice, and with room between them. */
function daysBelow(runs: readonly TrendRun[]): (string | undefined)[] {
  const every = Math.ceil(runs.length / mostDays);
  const days = runs.map(({ startedAt }) => dayOf(startedAt));
  return days.map((day, place) => {
    const isShown = (runs.length - 1 - place) % every === 0;
    return isShown && days[place + every] !== day ? day : undefined;
  });
}

function column(run: TrendRun, highest: number): Markup {
  const label = text(`${moment(run.startedAt)}: ${countsText(run.counts)}${missing(run)}`);
  const { failed, broken } = run.counts;
  const bad = failed + broken;
  const drawn = html`<span class="bad-count ${failed > 0 ? "failed" : "broken"}"
      >${bad === 0 ? "" : bad}</span
    >
    <svg viewBox="0 0 1 ${height}" preserveAspectRatio="none">${parts(run, highest)}</svg>`;
  const state = run.missingShards.length > 0 ? "column partial" : "column";
  return run.href === undefined
    ? html`<span class="${state}" role="img" aria-label="${label}" title="${label}">${drawn}</span>`
    : html`<a class="${state}" href="${run.href}" aria-label="${label}" title="${label}">${drawn}</a>`;
}

/** Units of a column, and the least of a part: one scenario of sixty has to be seen. */
const height = 100;
const least = 6;

function parts({ counts }: TrendRun, highest: number): Markup[] {
  const sizes = order.map((verdict) => {
    const share = (counts[countOf[verdict]] / highest) * height;
    return { verdict, size: share === 0 ? 0 : Math.max(share, least) };
  });
  // What passed gives way: it is seen anyway.
  const excess = Math.max(0, sizes.reduce((sum, { size }) => sum + size, 0) - height);
  let top = height;
  return sizes.flatMap(({ verdict, size }) => {
    const drawn = verdict === "passed" ? Math.max(size - excess, 0) : size;
    if (drawn === 0) return [];
    top -= drawn;
    return [
      html`<rect class="${verdict}" y="${top.toFixed(2)}" width="1" height="${drawn.toFixed(2)}"></rect>`,
    ];
  });
}

function missing({ missingShards }: TrendRun): string {
  return missingShards.map((shard) => `, shard ${shard} is missing`).join("");
}

function totalOf({ counts }: TrendRun): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** `14 Mar`, in UTC. */
function dayOf(iso: string): string {
  return dayFormat.format(new Date(iso));
}
