import { html } from "hono/html";
import type { Run } from "../results.ts";
import type { ScenarioResult } from "../scenario-result.ts";
import { countOf, verdicts, verdictWord } from "../verdicts.ts";
import { duration, moment, size } from "./amounts.ts";
import { icon } from "./icons.ts";
import { type Markup, nothing, text } from "./markup.ts";

/** The head of the page: how the run ended, and when, how long, where; `more` is a fact besides. */
export function header(run: Run, scenarios: readonly ScenarioResult[], more: Markup): Markup {
  const { host } = run;
  return html`<header class="top ${run.verdict}">
    <p class="brand">
      <span class="mark" aria-hidden="true"></span>tkglab <span class="muted">run report</span>
    </p>
    <div class="headline">
      ${icon(run.verdict)}
      <div>
        <h1>${verdictWord[run.verdict]}</h1>
        <p class="tally">${tally(run, scenarios.length)}</p>
      </div>
    </div>
    ${proportions(run, scenarios.length)}
    <dl class="facts">
      <div>
        <dt>Run</dt>
        <dd class="mono">${text(run.id)}</dd>
      </div>
      <div>
        <dt>Started</dt>
        <dd><time datetime="${run.startedAt}">${moment(run.startedAt)}</time></dd>
      </div>
      <div>
        <dt>Took</dt>
        <dd>${duration(run.durationMs)}</dd>
      </div>
      <div>
        <dt>Host</dt>
        <dd>${text(host.os)} ${text(host.arch)}, ${host.cpus} CPUs, ${size(host.memoryBytes)}</dd>
      </div>
      <div>
        <dt>Docker</dt>
        <dd>${text(host.docker)} <span class="muted">on kernel ${text(host.kernel)}</span></dd>
      </div>
      ${more}
      <div class="wide">
        <dt>Command</dt>
        <dd><code>${text(run.command)}</code></dd>
      </div>
    </dl>
    ${
      run.notes.length === 0
        ? nothing
        : html`<ul class="notes">
            ${run.notes.map((note) => html`<li>${text(note)}</li>`)}
          </ul>`
    }
  </header>`;
}

/** The foot of the page: the other forms of the same results. */
export function footer(run: Run): Markup {
  return html`<footer>
    <p>
      tkglab ${text(run.tkglabVersion)} · the same run as <a href="./results.json">results.json</a> and
      <a href="./junit.xml">junit.xml</a>
    </p>
  </footer>`;
}

function tally(run: Run, total: number): string {
  if (total === 0) return "No scenarios";
  if (run.counts.passed === total)
    return total === 1 ? "The one scenario passed" : `All ${total} scenarios passed`;
  return verdicts
    .filter((verdict) => run.counts[countOf[verdict]] > 0)
    .map((verdict) => `${run.counts[countOf[verdict]]} ${verdictWord[verdict].toLowerCase()}`)
    .join(", ");
}

/** The gap between two parts, in percent of the bar. */
const gap = 0.3;

/** A bar with a part for each verdict. SVG, because the page's policy allows no style attributes. */
function proportions(run: Run, total: number): Markup {
  if (total === 0) return nothing;
  const present = verdicts.filter((verdict) => run.counts[countOf[verdict]] > 0);
  const room = 100 - gap * (present.length - 1);
  let start = 0;
  const parts = present.map((verdict) => {
    const width = (run.counts[countOf[verdict]] / total) * room;
    const part = html`<rect
      class="${verdict}"
      x="${start.toFixed(2)}"
      width="${width.toFixed(2)}"
      height="1"
    ></rect>`;
    start += width + gap;
    return part;
  });
  return html`<svg class="proportions" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
    ${parts}
  </svg>`;
}
