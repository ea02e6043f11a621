import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { counted } from "../html/amounts.ts";
import { iconSheet, tabIcon } from "../html/icons.ts";
import { type Markup, nothing, text, textOf } from "../html/markup.ts";
import { pageStyle } from "../html/style-page.ts";
import { themeStyle } from "../html/style-theme.ts";
import { runVerdicts } from "../verdicts.ts";
import { cellSheet } from "./cell-icons.ts";
import { legend } from "./legend.ts";
import { matterLists } from "./matter-list.ts";
import { mattersOf } from "./matters.ts";
import { runChart } from "./run-chart.ts";
import { scenarioTable } from "./scenario-table.ts";
import { trendStyle } from "./style-trend.ts";
import { trendTableStyle } from "./style-trend-table.ts";
import { headlineOf, trendHeader } from "./trend-header.ts";
import { exitCodeOfTrend, type Trend } from "./trend.ts";

const style = [themeStyle, pageStyle, trendStyle, trendTableStyle].join("");
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
// Whole, of our own: the hash above holds for these very bytes.
const styleElement = raw(`<style>${style}</style>`);

/** The trend as one HTML file without any script. It needs nothing else; reports are linked to where they are. */
export function toTrendHtml(trend: Trend, leftOut: readonly string[] = []): string {
  return `<!doctype html>\n${textOf(page(trend, leftOut))}\n`;
}

function page(trend: Trend, leftOut: readonly string[]): Markup {
  const verdict = runVerdicts[exitCodeOfTrend(trend)];
  const { runs, scenarios } = trend;
  return html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${policy}" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="referrer" content="no-referrer" />
      <title>${headlineOf(trend)} · trend · tkglab</title>
      <link rel="icon" href="${tabIcon(verdict)}" />
      ${styleElement}
    </head>
    <body>
      ${iconSheet} ${cellSheet}
      <a class="skip" href="#scenarios">Skip to the scenarios</a>
      ${trendHeader(trend, verdict)} ${runChart(runs)} ${matterLists(mattersOf(trend))}
      <main id="scenarios" tabindex="-1">
        <div class="tablehead">
          <h2>${counted(scenarios.length, "scenario")}</h2>
          <label class="only"><input type="checkbox" id="only" /> Only what stands out</label>
          ${legend()}
        </div>
        ${scenarioTable(trend)}
      </main>
      <footer>${leftOutNote(leftOut)} ${definitions()}</footer>
    </body>
  </html>`;
}

function leftOutNote(leftOut: readonly string[]): Markup {
  if (leftOut.length === 0) return nothing;
  return html`<p>Left out:</p>
    <ul class="leftout">
      ${leftOut.map((what) => html`<li>${text(what)}</li>`)}
    </ul>`;
}

function definitions(): Markup {
  return html`<p>
    Flaky: passed, then failed or broke, and back, while the same versions and digests ran; or both in one
    run. Slower: the newest run took more than 1.5 times the median of those before and over 10 s longer.
    Times are of runs that passed.
  </p>`;
}
