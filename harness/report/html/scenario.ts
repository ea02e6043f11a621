import { html } from "hono/html";
import type { ScenarioResult } from "../scenario-result.ts";
import { verdictWord } from "../verdicts.ts";
import { duration } from "./amounts.ts";
import { differsList, versionsTable } from "./background.ts";
import { icon } from "./icons.ts";
import { type Markup, nothing, text } from "./markup.ts";
import { cleanupState, evidenceList, explanationNotice, failureNotice, reachList } from "./outcome.ts";
import { proofPairs } from "./proofs.ts";
import { stepList } from "./steps.ts";

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
        ${proofPairs(scenario)}
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
  const { id, title, verdict, seed, product, tags, durationMs } = scenario;
  const ran = verdict !== "skipped" && verdict !== "not-run";
  return html`<span class="badge">${icon(verdict)}<span>${verdictWord[verdict]}</span></span>
    <span class="what">
      <h3>${text(title)}</h3>
      <span class="about">
        <span class="mono">${text(id)}</span>
        <span>${text(product)}</span>
        <span>seed ${text(seed)}</span>
        ${
          tags.length === 0
            ? nothing
            : html`<span class="tags"
                >${tags.map((tag) => html`<span class="tag">${text(tag)}</span>`)}</span
              >`
        }
      </span>
    </span>
    <span class="took">${ran ? duration(durationMs) : "–"}</span>`;
}

function reasonNotice({ verdict, reason }: ScenarioResult): Markup {
  if (verdict !== "skipped" && verdict !== "not-run") return nothing;
  return html`<p class="reason">
    ${verdictWord[verdict]}: <span>${text(reason ?? "no reason was recorded")}</span>
  </p>`;
}

function searchText({ id, title, tags }: ScenarioResult): string {
  return text([id, title, ...tags].join("\n")).toLowerCase();
}
