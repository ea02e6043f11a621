import { html } from "hono/html";
import { baseId } from "../../core/scenario-id.ts";
import {
  type CoveringScenario,
  coverageOf,
  type ProcedureCoverage,
  type SeedCoverage,
} from "../coverage/run-coverage.ts";
import type { ScenarioResult } from "../scenario-result.ts";
import { verdicts, verdictWord } from "../verdicts.ts";
import { counted } from "./amounts.ts";
import { icon } from "./icons.ts";
import { type Markup, nothing, text } from "./markup.ts";

/** With fewer scenarios of the table a reader asks for those, and not for what there is besides. */
const enough = 6;

/** The table with this run's verdicts; undefined where the run is too small to be asked for it. */
export function coverageToShow(scenarios: readonly ScenarioResult[]): readonly SeedCoverage[] | undefined {
  const coverage = coverageOf(scenarios);
  const covering = proceduresOf(coverage).flatMap(({ procedure }) => procedure.scenarios);
  const inTable = new Set(covering);
  const asked = new Set(scenarios.map(({ id }) => baseId(id)));
  return inTable.intersection(asked).size < enough ? undefined : coverage;
}

/** One line of the page's head, with the way to the section. */
export function coverageFact(coverage: readonly SeedCoverage[] | undefined): Markup {
  if (coverage === undefined) return nothing;
  const procedures = proceduresOf(coverage);
  const passed = procedures.filter(({ verdict }) => verdict === "passed").length;
  return html`<div>
    <dt>Seeds</dt>
    <dd><a href="#coverage">${passed} of ${counted(procedures.length, "procedure")} passed</a></dd>
  </div>`;
}

/** Every procedure of the seeds, its scenarios and how they ended: open where the run had them all. */
export function coverageSection(coverage: readonly SeedCoverage[] | undefined): Markup {
  if (coverage === undefined) return nothing;
  const procedures = proceduresOf(coverage);
  const all = procedures.every(({ verdict }) => verdict !== "not-run" && verdict !== "skipped");
  return html`<section class="coverage" id="coverage" aria-label="Coverage of the seeds">
    <details ${all ? "open" : ""}>
      <summary>
        <h2>Coverage of the seeds</h2>
        <span class="muted">${counted(procedures.length, "procedure")}: ${tally(procedures)}</span>
      </summary>
      <div class="inside">${coverage.map(seedPart)}</div>
    </details>
  </section>`;
}

function seedPart({ seed, about, procedures }: SeedCoverage): Markup {
  return html`<h3>Seed ${seed}: ${about}</h3>
    <ul>
      ${procedures.map(procedureRow)}
    </ul>`;
}

function procedureRow({ procedure, verdict, scenarios }: ProcedureCoverage): Markup {
  const { id, title, differs } = procedure;
  return html`<li class="procedure ${verdict}" id="seed-${id}">
    <span class="badge">${icon(verdict)}<span>${verdictWord[verdict]}</span></span>
    <div>
      <p>${title}</p>
      ${differs === undefined ? nothing : html`<p class="muted">${differs}</p>`}
    </div>
    <ul class="by mono" aria-label="Scenarios">
      ${scenarios.map(scenarioLine)}
    </ul>
  </li>`;
}

function scenarioLine({ id, verdict, row = id }: CoveringScenario): Markup {
  if (verdict === undefined)
    return html`<li class="muted">${id} <span class="unseen">not in this report</span></li>`;
  return html`<li class="${verdict}">
    ${icon(verdict)}<a href="#${encodeURI(row)}">${text(id)}</a
    ><span class="unseen">: ${verdictWord[verdict]}</span>
  </li>`;
}

function tally(procedures: readonly ProcedureCoverage[]): string {
  return verdicts
    .map((verdict) => ({ verdict, count: procedures.filter((one) => one.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${verdictWord[verdict].toLowerCase()}`)
    .join(", ");
}

function proceduresOf(coverage: readonly SeedCoverage[]): readonly ProcedureCoverage[] {
  return coverage.flatMap(({ procedures }) => procedures);
}
