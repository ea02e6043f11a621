import { html } from "hono/html";
import type { Table } from "../scenario-result.ts";
import { type Markup, text } from "./markup.ts";

/** What a scenario found, row by row. The first cell of a row is what it is about. */
export function findingsTables(tables: readonly Table[]): Markup[] {
  return tables.map(
    ({ title, columns, rows }) =>
      html`<section class="found">
        <h4>${text(title)}</h4>
        <div class="wide" tabindex="0" role="region" aria-label="${text(title)}">
          <table>
            <thead>
              <tr>
                ${columns.map((column) => html`<th scope="col">${text(column)}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${rows.map(
                ([first = "", ...rest]) =>
                  html`<tr>
                    <th scope="row">${text(first)}</th>
                    ${rest.map((cell) => html`<td>${text(cell)}</td>`)}
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </section>`,
  );
}
