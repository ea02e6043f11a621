import { html } from "hono/html";
import type { Proof, ScenarioResult } from "../scenario-result.ts";
import { type Markup, nothing, text } from "./markup.ts";

type Color = Proof["color"];

const captions = {
  red: { name: "Red", met: "it fails before the procedure", unmet: "it should fail before the procedure" },
  green: { name: "Green", met: "the same operation passes afterwards", unmet: "it should pass afterwards" },
} as const satisfies Record<Color, object>;

/** Red and green side by side, in the order of the story: something fails, however often, and then it passes. */
export function proofPairs({ proofs, steps }: ScenarioResult): Markup {
  if (proofs.length === 0) return nothing;
  const titles = new Map(steps.map(({ name, title }) => [name, title]));
  return html`<section class="proofs">
    <h4>Red before green</h4>
    ${chapters(proofs).map(
      (chapter) =>
        html`<div class="pair">${side("red", chapter, titles)} ${side("green", chapter, titles)}</div>`,
    )}
  </section>`;
}

/** A chapter ends where something fails again after something has passed. */
function chapters(proofs: readonly Proof[]): Proof[][] {
  const all: Proof[][] = [];
  for (const [place, proof] of proofs.entries()) {
    const begins = place === 0 || (proof.color === "red" && proofs[place - 1]?.color === "green");
    if (begins) all.push([]);
    all.at(-1)?.push(proof);
  }
  return all;
}

function side(color: Color, proofs: readonly Proof[], titles: ReadonlyMap<string, string>): Markup {
  const own = proofs.filter((proof) => proof.color === color);
  if (own.length === 0) return html`<p class="missing">No ${color} proof</p>`;
  return html`<div class="side">${own.map((proof) => pane(color, proof, titles))}</div>`;
}

function pane(color: Color, proof: Proof, titles: ReadonlyMap<string, string>): Markup {
  const { name, met, unmet } = captions[color];
  const title = text(titles.get(proof.step) ?? proof.step);
  const label = `${name} proof: ${title}`;
  return html`<figure class="proof ${color}">
    <figcaption>
      <span class="dot" aria-hidden="true"></span><strong>${name}</strong>
      <span class="muted">${isMet(proof) ? met : unmet}</span>
      <span class="steptitle">${title}</span>
      ${proof.symptom === undefined ? nothing : html`<span class="tag">${text(proof.symptom)}</span>`}
    </figcaption>
    <pre
      class="command"
      tabindex="0"
      aria-label="Command of the ${color} proof"
    ><code>${text(proof.command)}</code></pre>
    <pre class="said" tabindex="0" aria-label="${label}"><code>${marked(proof)}</code></pre>
    ${expectation(proof)}
  </figure>`;
}

/** A proof that names no pattern expected nothing beyond how the operation ended. */
function isMet({ expected, matched }: Proof): boolean {
  return expected === undefined || matched !== undefined;
}

/** The text with the part that matched marked, where it first occurs. */
function marked(proof: Proof): Markup {
  const said = text(proof.text);
  const matched = text(proof.matched ?? "");
  const start = matched === "" ? -1 : said.indexOf(matched);
  if (start === -1) return html`${said}`;
  return html`${said.slice(0, start)}<mark>${matched}</mark>${said.slice(start + matched.length)}`;
}

function expectation(proof: Proof): Markup {
  const { expected } = proof;
  if (expected === undefined) return nothing;
  return html`<p class="expected ${isMet(proof) ? "met" : "unmet"}">
    <span>${isMet(proof) ? "✓ expected and found" : "✕ expected, not found"}</span>
    <code>/${text(expected)}/</code>
  </p>`;
}
