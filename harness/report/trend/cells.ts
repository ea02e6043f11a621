import { html } from "hono/html";
import { moment } from "../html/amounts.ts";
import { type Markup, text } from "../html/markup.ts";
import { type Verdict, verdicts as allVerdicts, verdictWord } from "../verdicts.ts";
import type { CellShape } from "./cell-icons.ts";
import type { ScenarioTrend, TrendRun } from "./trend.ts";

/** Units of the drawing from one cell to the next, and its height. */
export const pitch = 14;
const height = 18;

/** What became of a scenario in each run, as a row of shapes; each leads to the report of its run. */
export function cellRow(scenario: ScenarioTrend, runs: readonly TrendRun[]): Markup {
  const width = pitch * runs.length;
  return html`<svg
    class="cells"
    width="${width}"
    height="${height}"
    viewBox="0 0 ${width} ${height}"
    role="group"
    aria-label="Run by run, oldest first"
  >
    ${runs.map((run, place) => cell(scenario, run, place))}
  </svg>`;
}

/** What a cell shows: the one verdict of all turns, or else that they differ. */
export function shapeOf(turns: readonly Verdict[], run: Pick<TrendRun, "missingShards">): CellShape {
  const [first, ...others] = new Set(turns);
  if (first === undefined) return run.missingShards.length > 0 ? "lost" : "absent";
  if (others.length === 0) return first;
  return turns.includes("passed") ? "mixed" : turns.includes("failed") ? "failed" : "broken";
}

function cell({ id, verdicts }: ScenarioTrend, run: TrendRun, place: number): Markup {
  const turns = verdicts[place] ?? [];
  const shape = shapeOf(turns, run);
  const label = `${wordsOf(turns, run)}, ${moment(run.startedAt)}`;
  const drawn = html`<title>${text(label)}</title>
    <rect x="${pitch * place}" width="${pitch}" height="${height}" class="room"></rect>
    <use href="#cell-${shape}" x="${pitch * place + 1}" y="3" width="12" height="12" class="${shape}"></use>`;
  if (run.href === undefined || turns.length === 0) return html`<g>${drawn}</g>`;
  const address = `${run.href}#${encodeURI(turnToShow(id, turns))}`;
  // Nobody wants to press Tab through a month of what passed.
  return shape === "passed"
    ? html`<a href="${address}" tabindex="-1">${drawn}</a>`
    : html`<a href="${address}">${drawn}</a>`;
}

/** As the run's own report calls it: the first turn that did not pass, where there were several. */
function turnToShow(id: string, turns: readonly Verdict[]): string {
  if (turns.length === 1) return id;
  const bad = turns.findIndex((verdict) => verdict !== "passed");
  return `${id}#${Math.max(bad, 0) + 1}`;
}

function wordsOf(turns: readonly Verdict[], { missingShards }: TrendRun): string {
  if (turns.length === 0) {
    return missingShards.length === 0
      ? "Not in this run"
      : `No report, shard ${missingShards.join(", ")} is missing`;
  }
  const [only] = turns;
  if (turns.length === 1 && only !== undefined) return verdictWord[only];
  return allVerdicts
    .map((verdict) => [turns.filter((turn) => turn === verdict).length, verdictWord[verdict]] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word.toLowerCase()}`)
    .join(", ");
}
