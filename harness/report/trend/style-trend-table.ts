/** Of the trend's page: the scenarios, a row each. */
export const trendTableStyle = `
main { margin-top: 2.5rem; }
.tablehead { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: center; margin-bottom: 0.75rem; }
.only { display: inline-flex; align-items: center; gap: 0.4375rem; font-size: 0.875rem; cursor: pointer; }
.only input { width: 1rem; height: 1rem; margin: 0; accent-color: var(--accent); }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin-left: auto; color: var(--muted); font-size: 0.8125rem; }
.legend li { display: inline-flex; align-items: center; gap: 0.375rem; }
.legend .cell { width: 0.75rem; height: 0.75rem; }
main:has(#only:checked) .plain, main:has(#only:checked) tbody:not(:has(.scenario:not(.plain))) { display: none; }
table { width: 100%; border-collapse: separate; border-spacing: 0; table-layout: fixed; }
thead th:nth-child(2) { width: 27.5rem; }
thead th:nth-child(3) { width: 11.5rem; }
thead th:nth-child(4) { width: 5rem; }
thead th { padding: 0 1rem 0.5rem 0; color: var(--muted); font-size: 0.8125rem; font-weight: 600; text-align: left; }
tbody th, td { padding: 0.5625rem 1rem 0.5625rem 0; text-align: left; vertical-align: middle; font-weight: 400; border-top: 1px solid var(--line); }
.area th { padding: 1.5rem 0 0.4375rem; border-top: 0; font-size: 0.9375rem; font-weight: 650; letter-spacing: -0.006em; }
tbody:first-of-type .area th { padding-top: 0.5rem; }
thead th:last-child, tbody td:last-child { padding-right: 0; }
.scenario { scroll-margin-top: 2rem; }
.scenario:target > * { background: color-mix(in srgb, var(--accent) 9%, var(--bg)); }
.scenario:target > th { box-shadow: -0.75rem 0 0 color-mix(in srgb, var(--accent) 9%, var(--bg)); }
.scenario:target > td:last-child { box-shadow: 0.75rem 0 0 color-mix(in srgb, var(--accent) 9%, var(--bg)); }
.name { display: block; font-weight: 600; overflow-wrap: anywhere; }
.title { display: block; color: var(--muted); font-size: 0.8125rem; line-height: 1.35; overflow-wrap: anywhere; }
.cells { display: block; max-width: 100%; height: auto; }
.room { fill: transparent; }
.cells a:hover .room { fill: var(--line-strong); }
.cells a:focus-visible { outline: none; }
.cells a:focus-visible .room { fill: none; stroke: var(--accent); stroke-width: 2; }
.times { white-space: nowrap; font-size: 0.8125rem; }
.spark { display: block; overflow: visible; }
.spark polyline { fill: none; stroke: var(--muted); stroke-width: 1.3; stroke-linejoin: round; stroke-linecap: round; }
.spark circle { fill: var(--text); }
.amounts { display: grid; grid-template-columns: repeat(3, 1fr); width: 9.5rem; color: var(--muted); font-size: 0.75rem; }
.amounts span:nth-child(2) { text-align: center; }
.amounts .last { text-align: right; color: var(--text); font-weight: 600; }
.amounts .slow { color: var(--broken); }
.scenario .rate, thead .rate { text-align: right; white-space: nowrap; }
.percent { display: block; }
.rate .muted { font-size: 0.75rem; }
@media (max-width: 62rem) {
  table, tbody, tr, tbody th, td { display: block; }
  thead { display: none; }
  .scenario { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.375rem 1rem; padding: 0.875rem 0; border-top: 1px solid var(--line); }
  .scenario > * { padding: 0; border: 0; width: auto; }
  .scenario th, .history { grid-column: 1 / -1; }
  .legend { margin-left: 0; }
}
@media print {
  .only { display: none; }
  .scenario { break-inside: avoid; }
}
`;
