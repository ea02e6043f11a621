import { html } from "hono/html";
import {
  type Cleanup,
  type Evidence,
  type Explained,
  failureOf,
  type ScenarioResult,
} from "../scenario-result.ts";
import { counted, duration, size } from "./amounts.ts";
import { type Markup, nothing, text } from "./markup.ts";

/** What went wrong and what to do about it. */
export function failureNotice(scenario: ScenarioResult): Markup {
  const failure = failureOf(scenario);
  if (failure === undefined) return nothing;
  const { code, message, hint, stack } = failure;
  return html`<section class="failure">
    <h4>What happened <code>${text(code)}</code></h4>
    <p class="message">${text(message)}</p>
    ${
      hint === undefined
        ? nothing
        : html`<p class="hint"><strong>What to do</strong> <code>${text(hint)}</code></p>`
    }
    ${
      stack === undefined
        ? nothing
        : html`<details class="log">
            <summary>Stack</summary>
            <pre tabindex="0"><code>${text(stack)}</code></pre>
          </details>`
    }
  </section>`;
}

/** What `tkglab explain` says of it. */
export function explanationNotice(explained: readonly Explained[]): Markup {
  if (explained.length === 0) return nothing;
  return html`<section class="explained">
    <h4>What it looks like</h4>
    ${explained.map(
      ({ symptom, title, cause, cure }) =>
        html`<p><strong>${text(symptom)}</strong> ${text(title)}</p>
          <p class="muted">Likely: ${text(cause)}</p>
          <p class="hint"><strong>Cure</strong> ${text(cure)}</p>`,
    )}
    <p class="muted">More: <code>tkglab explain --file results.json</code></p>
  </section>`;
}

/** Links to the evidence, relative to the report. */
export function evidenceList(evidence: readonly Evidence[]): Markup {
  if (evidence.length === 0) return nothing;
  return html`<section>
    <h4>Evidence</h4>
    <ul class="evidence">
      ${evidence.map(
        ({ name, path, bytes, mediaType }) =>
          html`<li>
            <a href="${linkTo(path)}">${text(name)}</a>
            <span class="muted">${size(bytes)} ${text(mediaType)}</span>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** Whether anything is still there. */
export function cleanupState({ verdict, left, durationMs }: Cleanup): Markup {
  if (verdict === "not-run") return nothing;
  const things = counted(left.length, "thing");
  const words = {
    clean: `Nothing is left; took ${duration(durationMs)}`,
    leaked: `${things} left behind after ${duration(durationMs)}: tkglab sweep cleans up`,
    kept: `${things} kept on request: tkglab sweep cleans up`,
  } as const;
  return html`<section class="cleanup ${verdict}">
    <h4>Clean-up</h4>
    <p>${words[verdict]}</p>
    ${
      left.length === 0
        ? nothing
        : html`<ul class="plain mono">
            ${left.map((thing) => html`<li>${text(thing)}</li>`)}
          </ul>`
    }
  </section>`;
}

/** How to use what was kept. */
export function reachList(lines: readonly string[]): Markup {
  if (lines.length === 0) return nothing;
  return html`<section>
    <h4>How to reach it</h4>
    <pre class="command" tabindex="0">${lines.map((line) => html`<code>${text(line)}</code>`)}</pre>
  </section>`;
}

function linkTo(path: string): string {
  return `./${path.split("/").map(encodeURIComponent).join("/")}`;
}
