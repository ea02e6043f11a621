/** Of the trend's page: the columns of runs, and what stands out. */
export const trendStyle = `
.chart, .matters { margin-top: 2.5rem; }
h2 { margin: 0; font-size: 1.0625rem; font-weight: 650; letter-spacing: -0.012em; }
.facts .muted { display: block; font-size: 0.8125rem; }
.columns { display: flex; gap: 3px; margin-top: 0.875rem; padding-bottom: 1.5rem; }
.columns li { position: relative; flex: 1 1 0; min-width: 0; max-width: 3rem; }
.column { display: block; border-radius: 4px; text-decoration: none; }
.bad-count { display: block; height: 1.125rem; color: var(--tone); font-size: 0.75rem; line-height: 1; font-weight: 650; text-align: center; }
.column svg { display: block; width: 100%; height: 5rem; border-radius: 4px; background: var(--sunken); }
.column rect { fill: var(--tone); }
.column .passed { fill: color-mix(in srgb, var(--passed) 26%, var(--surface)); }
.column .skipped, .column .not-run { fill: var(--line-strong); }
.column.partial svg { outline: 1px dashed var(--muted); outline-offset: -1px; }
a.column:hover .passed { fill: color-mix(in srgb, var(--passed) 40%, var(--surface)); }
.columns time {
  position: absolute;
  right: 0;
  top: calc(100% + 0.3125rem);
  color: var(--muted);
  font-size: 0.75rem;
  line-height: 1;
  white-space: nowrap;
}
.columns li:first-child time { right: auto; left: 0; }
.columns li:only-child time { left: 0; }
.matters { padding: 0 1.125rem; border: 1px solid var(--line); border-radius: 12px; background: var(--surface); box-shadow: var(--shadow); }
.matter { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: 0.25rem 1.5rem; padding: 1rem 0; }
.matter + .matter { border-top: 1px solid var(--line); }
.matter h3 {
  display: flex;
  align-items: center;
  gap: 0.5rem;
  align-self: start;
  font-size: 0.9375rem;
  line-height: 1.4375rem;
  font-weight: 600;
}
.matter .cell, .matter .icon { width: 0.9375rem; height: 0.9375rem; flex: none; }
.matter .icon { color: var(--passed); }
.count { color: var(--muted); font-weight: 400; }
.matter li { display: flex; flex-wrap: wrap; gap: 0 0.75rem; align-items: baseline; }
.matter li + li { margin-top: 0.375rem; }
.matter li:has(.error) + li { margin-top: 0.9375rem; }
.matter p { overflow-wrap: anywhere; font-size: 0.875rem; }
.subject { display: inline-block; color: var(--text); font-weight: 600; text-decoration-color: var(--line-strong); overflow-wrap: anywhere; }
.subject:hover { text-decoration-color: currentColor; }
.matter .error {
  flex-basis: 100%;
  margin-top: 0.25rem;
  padding-left: 0.75rem;
  border-left: 2px solid var(--line-strong);
  color: var(--muted);
  font-size: 0.8125rem;
}
.quiet-note {
  margin-top: 2.5rem;
  padding: 0.9375rem 1.125rem;
  border: 1px dashed var(--line-strong);
  border-radius: 12px;
  color: var(--muted);
}
.cell, .cells use { --tone: var(--muted); color: var(--tone); }
.cell.passed, .cells .passed { --tone: var(--passed); }
.cell.failed, .cells .failed { --tone: var(--failed); }
.cell.broken, .cells .broken { --tone: var(--broken); }
.cell.skipped, .cells .skipped { --tone: var(--skipped); }
.cell.slower { --tone: var(--broken); }
.cell.new { --tone: var(--accent); }
.calm { fill: color-mix(in srgb, var(--tone) 55%, var(--surface)); }
.full { fill: var(--tone); }
.good { fill: color-mix(in srgb, var(--passed) 55%, var(--surface)); }
.bad { fill: var(--failed); }
.hollow { fill: none; stroke: var(--tone); stroke-width: 1.3; stroke-linecap: round; }
.dashed { stroke-dasharray: 1.4 1.8; }
.dot { fill: var(--line-strong); }
footer p + p, .leftout { margin-top: 0.5rem; }
@media (max-width: 48rem) {
  .matter { grid-template-columns: minmax(0, 1fr); gap: 0.5rem; }
  .matter li + li { margin-top: 0.625rem; }
  .columns { gap: 2px; }
  .column svg { height: 4rem; border-radius: 3px; }
  .columns li:nth-last-child(even) time { display: none; }
}
@media print {
  .matters { box-shadow: none; }
  .matter li { break-inside: avoid; }
}
`;
