import { html } from "hono/html";
import type { ScenarioResult } from "../scenario-result.ts";
import { type Markup, nothing, text } from "./markup.ts";

/** Where the simulation ends. */
export function differsList(differs: readonly string[]): Markup {
  if (differs.length === 0) return nothing;
  return html`<section>
    <h4>Where the simulation ends</h4>
    <ul class="plain">
      ${differs.map((sentence) => html`<li>${text(sentence)}</li>`)}
    </ul>
  </section>`;
}

/** What ran, in which version, and its digest where it has one. */
export function versionsTable(versions: ScenarioResult["versions"]): Markup {
  if (versions.length === 0) return nothing;
  return html`<section>
    <h4>What ran</h4>
    <table>
      <thead class="unseen">
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Version and digest</th>
        </tr>
      </thead>
      <tbody>
        ${versions.map(
          ({ name, version, digest }) =>
            html`<tr>
              <th scope="row">${text(name)}</th>
              <td>
                ${text(version)}
                ${digest === undefined ? nothing : html`<code class="digest">${text(digest)}</code>`}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
