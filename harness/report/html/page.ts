import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import type { Results } from "../results.ts";
import { counted } from "./amounts.ts";
import { behaviour } from "./behaviour.ts";
import { coverageFact, coverageSection, coverageToShow } from "./coverage.ts";
import { filterBar } from "./filter-bar.ts";
import { footer, header } from "./header.ts";
import { iconSheet, tabIcon } from "./icons.ts";
import { type Markup, text, textOf } from "./markup.ts";
import { scenarioCard } from "./scenario.ts";
import { style } from "./style.ts";
import { verdictWord } from "../verdicts.ts";

const policy = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(behaviour)}`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

// Whole elements of our own: the hashes above hold for these very bytes.
const styleElement = raw(`<style>${style}</style>`);
const scriptElement = raw(`<script>${behaviour}</script>`);

/** The results as one HTML file that needs nothing else: no network, no other file but the evidence it links to. */
export function toHtml(results: Results): string {
  return `<!doctype html>\n${textOf(page(results))}\n`;
}

function page({ run, scenarios }: Results): Markup {
  const coverage = coverageToShow(scenarios);
  return html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${policy}" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="referrer" content="no-referrer" />
      <title>${verdictWord[run.verdict]} · ${text(run.id)} · tkglab</title>
      <link rel="icon" href="${tabIcon(run.verdict)}" />
      ${styleElement}
    </head>
    <body>
      ${iconSheet}
      <a class="skip" href="#scenarios">Skip to the scenarios</a>
      ${header(run, scenarios, coverageFact(coverage))}
      <main id="scenarios" tabindex="-1">
        <h2 class="unseen">Scenarios</h2>
        ${filterBar(run.counts)}
        <div class="listhead">
          <p id="shown" role="status">${counted(scenarios.length, "scenario")}</p>
          <button type="button" class="quiet" id="expand" hidden>Expand all</button>
        </div>
        ${scenarios.length === 0 ? emptyRun() : scenarios.map(scenarioCard)} ${emptyFilter()}
      </main>
      ${coverageSection(coverage)} ${footer(run)} ${scriptElement}
    </body>
  </html>`;
}

function emptyRun(): Markup {
  return html`<div class="empty">
    <p class="emptytitle">This run had no scenarios</p>
    <p>A shard may be left without any; otherwise <code>tkglab list</code> shows what there is to run.</p>
  </div>`;
}

function emptyFilter(): Markup {
  return html`<div class="empty" id="empty" hidden>
    <p class="emptytitle">No scenario matches</p>
    <p>Try fewer words, or another verdict.</p>
    <button type="button" id="clear">Show all scenarios</button>
  </div>`;
}

function hashOf(content: string): string {
  return `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
}
