/** A scenario: its line, and what it holds when opened. */
export const cardStyle = `
.card {
  position: relative;
  margin-bottom: 0.625rem;
  border: 1px solid var(--line);
  border-radius: 12px;
  background: var(--surface);
  box-shadow: var(--shadow);
}
.card:target { border-color: var(--accent); }
.card > details > summary {
  display: grid;
  grid-template-columns: 5.875rem minmax(0, 1fr) auto;
  gap: 0.25rem 1rem;
  align-items: start;
  padding: 0.9375rem 4.75rem 0.9375rem 1.125rem;
  border-radius: 12px;
  list-style: none;
  cursor: pointer;
}
summary::-webkit-details-marker { display: none; }
.card > details > summary::after {
  content: "";
  position: absolute;
  right: 1.375rem;
  top: 1.375rem;
  width: 0.4375rem;
  height: 0.4375rem;
  border: solid var(--muted);
  border-width: 0 1.5px 1.5px 0;
  transform: rotate(45deg);
}
.card > details[open] > summary::after { transform: translateY(3px) rotate(225deg); }
.card > details > summary:hover { background: var(--sunken); }
.card > details[open] > summary { border-radius: 12px 12px 0 0; }
.badge {
  display: inline-flex;
  align-items: center;
  gap: 0.375rem;
  justify-self: start;
  padding: 0.125rem 0.5625rem 0.125rem 0.4375rem;
  border-radius: 999px;
  background: color-mix(in srgb, var(--tone) 11%, var(--surface));
  color: var(--tone);
  font-size: 0.8125rem;
  font-weight: 600;
  white-space: nowrap;
}
.badge .cut { stroke: var(--surface); }
h3 { font-size: 0.9375rem; line-height: 1.5; font-weight: 600; letter-spacing: -0.006em; overflow-wrap: anywhere; }
.what { display: block; }
.about {
  display: flex;
  flex-wrap: wrap;
  gap: 0.125rem 1rem;
  margin-top: 0.1875rem;
  color: var(--muted);
  font-size: 0.8125rem;
  overflow-wrap: anywhere;
}
.tags { display: inline-flex; flex-wrap: wrap; gap: 0.25rem; }
.tag, .cell { padding: 0 0.4375rem; border-radius: 5px; background: var(--sunken); border: 1px solid var(--line); font-size: 0.75rem; }
.cell { color: var(--text); border-color: var(--muted); }
.took { color: var(--muted); white-space: nowrap; font-size: 0.875rem; }
.permalink {
  position: absolute;
  right: 2.5rem;
  top: 0.75rem;
  width: 1.75rem;
  height: 1.75rem;
  line-height: 1.75rem;
  text-align: center;
  border-radius: 6px;
  color: var(--muted);
  text-decoration: none;
}
.permalink:hover { background: var(--line); color: var(--text); }
.inside { padding: 1.25rem 1.125rem 1.5rem; border-top: 1px solid var(--line); }
.columns { display: grid; grid-template-columns: minmax(0, 1.6fr) minmax(0, 1fr); gap: 0 2.5rem; }
.columns:not(:has(section)) { display: none; }
.reason:has(+ .columns:not(:has(section))) { margin-bottom: 0; }
section { margin-bottom: 1.75rem; }
.columns section:last-child { margin-bottom: 0; }
h4 { margin-bottom: 0.5rem; color: var(--text); }
.reason { margin-bottom: 1.25rem; color: var(--muted); }
.reason span { color: var(--text); }
.failure {
  padding: 1rem 1.125rem;
  border-radius: 10px;
  background: color-mix(in srgb, var(--tone) 7%, var(--surface));
  border: 1px solid color-mix(in srgb, var(--tone) 26%, var(--surface));
}
.failure h4 { color: var(--tone); }
.failure h4 code { font-weight: 400; margin-left: 0.25rem; }
.message { overflow-wrap: anywhere; white-space: pre-wrap; }
.hint { margin-top: 0.75rem; overflow-wrap: anywhere; }
.hint strong { font-weight: 600; margin-right: 0.5rem; }
.step {
  display: grid;
  grid-template-columns: 1rem minmax(0, 1fr) auto;
  gap: 0 0.625rem;
  padding: 0.5rem 0 0.625rem;
}
.step > .icon { margin-top: 0.25rem; color: var(--tone); }
.step .took { font-size: 0.8125rem; }
.share { grid-column: 2 / -1; display: block; width: 100%; height: 4px; margin-top: 0.375rem; border-radius: 2px; }
.share .rail { fill: var(--line); }
.share .run { fill: color-mix(in srgb, var(--tone) 75%, var(--surface)); }
.kind { display: inline-block; min-width: 3.25rem; color: var(--muted); font-size: 0.8125rem; font-weight: 600; }
.kind.red { color: var(--failed); }
.kind.green { color: var(--passed); }
.steperror { margin-top: 0.25rem; color: var(--failed); font-size: 0.8125rem; overflow-wrap: anywhere; white-space: pre-wrap; }
.step.broken .steperror { color: var(--broken); }
.log { margin-top: 0.25rem; font-size: 0.8125rem; }
.log summary { width: fit-content; color: var(--muted); cursor: pointer; list-style: none; }
.log summary::before { content: "+ "; font-family: var(--mono); }
.log[open] summary::before { content: "− "; }
.log pre { margin-top: 0.375rem; max-height: 18rem; }
.plain li { padding-left: 0.875rem; text-indent: -0.875rem; overflow-wrap: anywhere; }
.plain li::before { content: "–"; display: inline-block; width: 0.875rem; text-indent: 0; color: var(--muted); }
.evidence li { overflow-wrap: anywhere; }
.evidence .muted { display: inline-block; max-width: 100%; font-size: 0.8125rem; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.3125rem 0; text-align: left; vertical-align: top; font-weight: 400; overflow-wrap: anywhere; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
th { width: 45%; padding-right: 1rem; color: var(--muted); }
.digest { display: block; color: var(--muted); font-size: 0.75rem; overflow-wrap: anywhere; }
.cleanup.leaked p { color: var(--failed); font-weight: 600; }
@media (prefers-reduced-motion: no-preference) {
  .card > details > summary::after { transition: transform 120ms ease-out; }
  button, .permalink { transition: border-color 120ms, background-color 120ms; }
}
@media (max-width: 60rem) {
  .columns { grid-template-columns: minmax(0, 1fr); }
  .columns > div + div { margin-top: 1.75rem; }
}
@media (max-width: 40rem) {
  .card > details > summary { grid-template-columns: 1fr auto; padding: 0.875rem 4.25rem 0.875rem 1rem; }
  .card > details > summary::after { right: 1rem; top: 1.25rem; }
  .permalink { right: 2rem; top: 0.5rem; width: 2rem; height: 2rem; line-height: 2rem; }
  .what { grid-column: 1 / -1; grid-row: 2; margin-right: -3.25rem; }
  .inside { padding: 1rem 1rem 1.25rem; }
}
@media print {
  .card { box-shadow: none; }
  .card > details > summary::after { display: none; }
  .step, .failure, tr { break-inside: avoid; }
}
`;
