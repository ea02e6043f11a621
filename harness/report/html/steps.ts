import { html } from "hono/html";
import { failureOf, type ScenarioResult, type StepResult } from "../scenario-result.ts";
import { verdictWord } from "../verdicts.ts";
import { counted, duration } from "./amounts.ts";
import { icon } from "./icons.ts";
import { type Markup, nothing, text } from "./markup.ts";

/** The steps in their order, each with a bar that shows when it ran and its share of the time. */
export function stepList(scenario: ScenarioResult): Markup {
  const { steps } = scenario;
  if (steps.length === 0) return nothing;
  const total = steps.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const saidAbove = failureOf(scenario)?.message;
  let start = 0;
  const rows = steps.map((step) => {
    const row = stepRow(step, saidAbove, {
      start: share(start, total),
      width: share(step.durationMs, total),
    });
    start += step.durationMs;
    return row;
  });
  return html`<section class="steps">
    <h4>Steps <span class="muted">${total === 0 ? "" : duration(total)}</span></h4>
    <ol>
      ${rows}
    </ol>
  </section>`;
}

function stepRow(
  step: StepResult,
  saidAbove: string | undefined,
  bar: { readonly start: number; readonly width: number },
): Markup {
  const { kind, name, title, verdict, durationMs, error, log = [] } = step;
  return html`<li class="step ${verdict}">
    ${icon(verdict)}
    <div class="did">
      <p>
        <span class="kind ${kind}">${kind}</span> ${text(title)}
        <span class="unseen">(${text(name)}): ${verdictWord[verdict]}</span>
      </p>
      ${error === undefined || error.message === saidAbove ? nothing : html`<p class="steperror">${text(error.message)}</p>`}
      ${
        log.length === 0
          ? nothing
          : html`<details class="log">
              <summary>${counted(log.length, "log line")}</summary>
              <pre tabindex="0"><code>${text(log.join("\n"))}</code></pre>
            </details>`
      }
    </div>
    <span class="took">${verdict === "not-run" ? "–" : duration(durationMs)}</span>
    <svg class="share" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect class="rail" width="100" height="1"></rect>
      <rect class="run" x="${bar.start}" width="${bar.width}" height="1"></rect>
    </svg>
  </li>`;
}

/** A part of the whole, in percent with two decimals. */
function share(part: number, total: number): number {
  return total === 0 ? 0 : Math.round((part / total) * 10_000) / 100;
}
