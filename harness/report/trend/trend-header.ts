import { html } from "hono/html";
import { counted, duration, moment } from "../html/amounts.ts";
import { icon } from "../html/icons.ts";
import { type Markup, nothing, text } from "../html/markup.ts";
import type { RunVerdict } from "../verdicts.ts";
import { countsText, spanOf } from "./trend-text.ts";
import type { Trend } from "./trend.ts";

/** The head of the page: how things stand, and the newest run. */
export function trendHeader(trend: Trend, verdict: RunVerdict): Markup {
  const { newest, runs, scenarios } = trend;
  const [passed, ran] = [sumOf(scenarios, "passed"), sumOf(scenarios, "ran")];
  return html`<header class="top ${verdict}">
    <p class="brand"><span class="mark" aria-hidden="true"></span>tkglab <span class="muted">trend</span></p>
    <div class="headline">
      ${icon(verdict)}
      <div>
        <h1>${headlineOf(trend)}</h1>
        <p class="tally">${text(spanOf(trend))}</p>
      </div>
    </div>
    <dl class="facts">
      <div>
        <dt>Newest run</dt>
        <dd class="mono">
          ${newest.href === undefined ? text(newest.id) : html`<a href="${newest.href}">${text(newest.id)}</a>`}
        </dd>
      </div>
      <div>
        <dt>Started</dt>
        <dd><time datetime="${newest.startedAt}">${moment(newest.startedAt)}</time></dd>
      </div>
      <div>
        <dt>Took</dt>
        <dd>${duration(newest.durationMs)}</dd>
      </div>
      <div>
        <dt>Verdicts</dt>
        <dd>${text(countsText(newest.counts))}</dd>
      </div>
      <div>
        <dt>Over ${counted(runs.length, "run")}</dt>
        <dd>
          ${ran === 0 ? "nothing ran" : `${percent(passed, ran)} passed`}
          <span class="muted">${passed} of ${ran}</span>
        </dd>
      </div>
    </dl>
    ${
      newest.missingShards.length === 0
        ? nothing
        : html`<ul class="notes">
            <li>the newest run lacks shard ${newest.missingShards.join(", ")}: nobody knows how it ended</li>
          </ul>`
    }
  </header>`;
}

/** How things stand, in a few words: `1 failing, 2 flaky`. */
export function headlineOf({ newest, scenarios }: Trend): string {
  const isIn = (verdict: "failed" | "broken") =>
    scenarios.filter(({ verdicts }) => verdicts.at(-1)?.includes(verdict) === true).length;
  const flaky = scenarios.filter(
    ({ stability, goneAfter }) => stability.kind === "flaky" && goneAfter === undefined,
  ).length;
  const counts = { failing: isIn("failed"), broken: isIn("broken"), flaky };
  const said = Object.entries(counts).flatMap(([word, count]) => (count === 0 ? [] : [`${count} ${word}`]));
  if (said.length > 0) return said.join(", ");
  if (newest.exitCode !== 0) return "Broken";
  return scenarios.some(({ stability }) => stability.kind === "failing")
    ? "The newest run passed"
    : "All passed";
}

function sumOf(scenarios: Trend["scenarios"], what: "passed" | "ran"): number {
  return scenarios.reduce((sum, scenario) => sum + scenario[what], 0);
}

/** Rounded down: only all of them is 100 %. */
function percent(part: number, whole: number): string {
  return `${(Math.floor((part / whole) * 1000) / 10).toFixed(1)} %`;
}
