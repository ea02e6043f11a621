import { html } from "hono/html";
import { idInCell } from "../../core/scenario-id.ts";
import type { ScenarioResult } from "../scenario-result.ts";
import { verdictWord } from "../verdicts.ts";
import { duration } from "./amounts.ts";
import { differsList, versionsTable } from "./background.ts";
import { icon } from "./icons.ts";
import { type Markup, nothing, text } from "./markup.ts";
import { cleanupState, evidenceList, explanationNotice, failureNotice, reachList } from "./outcome.ts";
import { proofPairs } from "./proofs.ts";
import { stepList } from "./steps.ts";
import { findingsTables } from "./tables.ts";

/** A scenario: one line at a glance; what it did and found when opened. */
export function scenarioCard(scenario: ScenarioResult): Markup {
  const { id, verdict } = scenario;
  const open = verdict === "failed" || verdict === "broken";
  return html`<article
    class="card ${verdict}"
    id="${id}"
    data-verdict="${verdict}"
    data-search="${searchText(scenario)}"
  >
    <details ${open ? "open" : ""}>
      <summary>${glance(scenario)}</summary>
      <div class="inside">
        ${failureNotice(scenario)} ${explanationNotice(scenario.explained ?? [])} ${reasonNotice(scenario)}
        ${proofPairs(scenario)} ${findingsTables(scenario.tables ?? [])}
        <div class="columns">
          <div>${stepList(scenario)}</div>
          <div>
            ${differsList(scenario.differs)} ${versionsTable(scenario.versions)}
            ${evidenceList(scenario.evidence)} ${cleanupState(scenario.cleanup)}
            ${reachList(scenario.howToReach ?? [])}
          </div>
        </div>
      </div>
    </details>
    <a
      class="permalink"
      href="#${encodeURI(id)}"
      aria-label="Link to ${text(id)}"
      title="Link to this scenario"
      >#</a
    >
  </article>`;
}

function glance(scenario: ScenarioResult): Markup {
  const { id, title, verdict, seed, product, tags, durationMs, cell = {} } = scenario;
  const ran = verdict !== "skipped" && verdict !== "not-run";
  return html`<span class="badge">${icon(verdict)}<span>${verdictWord[verdict]}</span></span>
    <span class="what">
      <h3>${text(title)}</h3>
      <span class="about">
        <span class="mono">${text(id.replace(idInCell("", cell), ""))}</span>
        ${chips(
          "cell",
          Object.entries(cell).map((pair) => pair.join(" ")),
        )}
        <span>${text(product)}</span>
        <span>seed ${text(seed)}</span>
        ${chips("tag", tags)}
      </span>
    </span>
    <span class="took">${ran ? duration(durationMs) : "–"}</span>`;
}

/** Words in boxes; `cell`: what this row of the matrix ran with, `tag`: what the scenario is about. */
function chips(kind: "cell" | "tag", words: readonly string[]): Markup {
  if (words.length === 0) return nothing;
  return html`<span class="tags"
    >${words.map((word) => html`<span class="${kind}">${text(word)}</span>`)}</span
  >`;
}

function reasonNotice({ verdict, reason }: ScenarioResult): Markup {
  if (verdict !== "skipped" && verdict !== "not-run") return nothing;
  return html`<p class="reason">
    ${verdictWord[verdict]}: <span>${text(reason ?? "no reason was recorded")}</span>
  </p>`;
}

function searchText({ id, title, tags, cell = {} }: ScenarioResult): string {
  const ran = Object.entries(cell).map((pair) => pair.join(" "));
  return text([id, title, ...tags, ...ran].join("\n")).toLowerCase();
}
