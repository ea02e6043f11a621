import { html } from "hono/html";
import { duration } from "../html/amounts.ts";
import { type Markup, text } from "../html/markup.ts";
import { splitId } from "../scenario-result.ts";
import { cellRow } from "./cells.ts";
import { sparkLine } from "./spark-line.ts";
import type { Times } from "./times.ts";
import type { ScenarioTrend, Trend } from "./trend.ts";

/** A row for each scenario, by area: what became of it run by run, how long it takes, how often it passes. */
export function scenarioTable({ scenarios, runs }: Trend): Markup {
  const areas = Map.groupBy(scenarios, ({ id }) => splitId(id).area);
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Scenario</th>
        <th scope="col">Runs, the newest on the right</th>
        <th scope="col">Min, median, last</th>
        <th scope="col" class="rate">Passed</th>
      </tr>
    </thead>
    ${[...areas].map(
      ([area, inArea]) =>
        html`<tbody>
          <tr class="area">
            <th scope="rowgroup" colspan="4">${text(area)}</th>
          </tr>
          ${inArea.map(
            (scenario) =>
              html`<tr id="${scenario.id}" class="scenario ${isPlain(scenario) ? "plain" : ""}">
                <th scope="row">
                  <span class="name mono">${text(splitId(scenario.id).name)}</span>
                  <span class="title">${text(scenario.title)}</span>
                </th>
                <td class="history">${cellRow(scenario, runs)}</td>
                <td class="times">${timesCell(scenario.times)}</td>
                <td class="rate">${rateCell(scenario)}</td>
              </tr>`,
          )}
        </tbody>`,
    )}
  </table>`;
}

/** Whether there is nothing to say of it but that it passes. */
export function isPlain({ stability, times, newIn, goneAfter }: ScenarioTrend): boolean {
  const isSteady = stability.kind === "steady" && times?.slowerThan === undefined;
  return isSteady && newIn === undefined && goneAfter === undefined;
}

function timesCell(times: Times | undefined): Markup {
  if (times === undefined) return html`<span class="muted">never passed</span>`;
  const { min, median, last, slowerThan } = times;
  const said = `min ${duration(min)}, median ${duration(median)}, last ${duration(last)}`;
  return html`${sparkLine(times, said)}
    <span class="amounts" aria-hidden="true">
      <span>${clock(min)}</span> <span>${clock(median)}</span>
      <span class="last ${slowerThan === undefined ? "" : "slow"}">${clock(last)}</span>
    </span>`;
}

function rateCell({ passed, ran }: ScenarioTrend): Markup {
  if (ran === 0) return html`<span class="muted">–</span>`;
  const percent = Math.floor((passed / ran) * 100);
  return html`<span class="percent">${percent} %</span> <span class="muted">${passed} of ${ran}</span>`;
}

/** Milliseconds in little room: `4.2 s`, `2:28`, `1:02:05`. */
export function clock(milliseconds: number): string {
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours === 0 ? `${minutes}:${two(seconds % 60)}` : `${hours}:${two(minutes)}:${two(seconds % 60)}`;
}
